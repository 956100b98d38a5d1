/** The text of an experiment as what the nets are trained and measured on. */
import type { Table } from "../../../data/table.ts";
import { type Alphabet, alphabetOf } from "../../../texts/alphabet.ts";
import { countWindows, readText, textOf } from "../text/data.ts";
import { type Windows, windowsOf } from "../text/windows.ts";
import type { NetParams } from "./fields.ts";
import { type Line, linesOf, windowsOfLines } from "./pairs.ts";

export type ReadParams = Pick<NetParams, "content" | "signs" | "context" | "testFraction">;

/** Of prose the codes of both parts, of translations the lines. `context`: places of a window. */
export type Learnt = { readonly alphabet: Alphabet; readonly context: number } & (
  | { readonly kind: "text"; readonly train: Uint8Array; readonly test: Uint8Array }
  | { readonly kind: "pairs"; readonly train: readonly Line[]; readonly test: readonly Line[] }
);

/** Throws an ExperimentError for data without a text, or with one that does not do. */
export function learntOf(data: Table | null, params: ReadParams): Learnt {
  if (params.content === "text") {
    const { alphabet, train, test } = readText(data, params);
    return { kind: "text", alphabet, context: params.context, train, test };
  }
  const text = textOf(data);
  const alphabet = alphabetOf(text, params.signs);
  const lines = linesOf(text, alphabet);
  const cut = lines.length - Math.max(1, Math.round(params.testFraction * lines.length));
  const context = Math.max(...lines.map(({ codes }) => codes.length)) - 1;
  return { kind: "pairs", alphabet, context, train: lines.slice(0, cut), test: lines.slice(cut) };
}

/** Windows to train on, or lines: how many minibatches there are. Throws an ExperimentError as `learntOf` does. */
export function countRows(data: Table | null, params: ReadParams): number {
  if (params.content === "text") return countWindows(data, params);
  const learnt = learntOf(data, params);
  return learnt.train.length;
}

/** Rows × context of the characters and of those that follow; of translations the weights of these too. Training's rows first. */
export function samplesOf(learnt: Learnt): Windows & { readonly weights?: Float32Array } {
  const { context } = learnt;
  if (learnt.kind === "pairs") {
    const { x, y, weights } = windowsOfLines([...learnt.train, ...learnt.test], context);
    return { rows: learnt.train.length, held: learnt.test.length, x, y, weights };
  }
  return windowsOf(learnt, context);
}
