/** A graph as the input of a question: a view asks about the draft before anything is run on it. */
import { type Arrays, array } from "../../arrays.ts";
import { canonicalJson } from "../../experiment/canonical.ts";
import type { GraphDocument } from "../../experiment/document.ts";
import type { Context } from "../lab.ts";

/** The document as arrays, to be given with a question. */
export function documentArrays(document: GraphDocument): Arrays {
  return { document: array(new TextEncoder().encode(canonicalJson(document))) };
}

/** Text and graph of the last question that had one. */
let last: { readonly text: string; readonly document: GraphDocument } | undefined;

/**
 * The graph that a process is about: the one given with its question, otherwise that of its data; undefined where there is neither. Questions about
 * equal documents one after another get the same object, so that what was computed of it can be kept with it (a WeakMap). What is given was valid
 * when it was written.
 */
export function documentOf({ inputs, data }: Pick<Context, "inputs" | "data">): GraphDocument | undefined {
  const bytes = inputs.given?.document?.values;
  if (!(bytes instanceof Uint8Array)) return data?.document;
  const text = new TextDecoder().decode(bytes);
  if (last?.text !== text) last = { text, document: JSON.parse(text) as GraphDocument };
  return last.document;
}
