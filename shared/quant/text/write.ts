/**
 * A text model writes. Definition: the text is what the model begins with and what was given (of these the last `window` signs), then what is written, n signs so far. The next sign is drawn
 * from the net that has read, from nothing, the text from `readFrom(n)` on, at most `window` signs, with the random number of its place among what is written, from 0. So it depends on
 * what was given and written alone: a text that was cut anywhere goes on the same. Logits are the numbers that the codes of the graph stand for; all else is float64 with our own
 * elementary functions: the same bits in every engine.
 */
import { ExperimentError } from "../../experiment/errors.ts";
import { limits } from "../../experiment/limits.ts";
import { foldIn, keyOfSeed } from "../../random/index.ts";
import { type Choosing, chosen, distribution, PLAIN } from "../../texts/choose.ts";
import { dequantised, type GraphEngine, readFrom, stateBytes } from "../graph/index.ts";
import { signsAsWritten, signsOf, type TextModel } from "./model.ts";

export interface TextQuestion extends Choosing {
  /** What the text begins with; its last `window` characters count. */
  readonly prefix: string;
  /** What was written behind it so far; nothing where it is left out. */
  readonly written?: string;
  /** How many characters those are, where `written` has only the last of them: at least `window`. */
  readonly from?: number;
  /** How many characters more. */
  readonly length: number;
  /** A whole number, at least 0. */
  readonly seed: number;
}

export interface WrittenSign {
  readonly character: string;
  /** Its number in the alphabet. */
  readonly sign: number;
  /** What the softmax gave it: without temperature, and without what was cut. */
  readonly probability: number;
}

/** A question whose texts are those of the model. */
export interface Asked extends Choosing {
  /** The signs that are at hand, the last of the text. */
  readonly signs: readonly number[];
  /** How many signs the whole text has, and how many of them were written. */
  readonly count: number;
  readonly from: number;
  readonly length: number;
  readonly seed: number;
}

/** Most characters of an answer at the edge. */
export const LONGEST_PIECE = 64;

/** Throws an ExperimentError for a character that is no sign, and for a `from` to which `written` does not lead. */
export function askedOf(model: TextModel, { prefix, written = "", from: own, ...question }: TextQuestion): Asked {
  const before = [...model.begin, ...signsOf(model, prefix, "prefix")].slice(-model.window);
  const after = signsAsWritten(model, written, "written");
  const from = own ?? after.length;
  const count = before.length + from;
  const least = Math.min(from, count - readFrom(model, count));
  if (after.length > from || after.length < least)
    throw new ExperimentError(
      "written",
      "unfit-written",
      `written has ${after.length} characters of ${from} (must be all of them, or the last ${least})`,
      { value: after.length, from, min: least },
    );
  return { ...question, signs: after.length === from ? [...before, ...after] : after, count, from };
}

/** How many signs of those asked for can be written within the multiply-adds of a request, at least one, at most LONGEST_PIECE. */
export function affordable(model: TextModel, { count, length }: Pick<Asked, "count" | "length">): number {
  const most = Math.floor(limits.inference.multiplyAdds / model.multiplyAdds);
  let start = readFrom(model, count);
  let reads = count - start;
  for (let written = 1; written < Math.min(length, LONGEST_PIECE); written++) {
    const next = readFrom(model, count + written);
    reads += next === start ? 1 : count + written - next;
    start = next;
    if (reads > most) return written;
  }
  return Math.min(length, LONGEST_PIECE);
}

/** Whether nothing is written any more: the model's end was. */
export const hasEnded = ({ end }: TextModel, { signs, from }: Pick<Asked, "signs" | "from">): boolean =>
  from > 0 && end !== undefined && signs[signs.length - 1] === end;

/** Sign after sign: as many as were asked for, fewer where the model ends. */
export function* writeAsked(model: TextModel, engine: GraphEngine, asked: Asked): Generator<WrittenSign> {
  const { graph, alphabet, code } = model;
  const key = foldIn(keyOfSeed(asked.seed), 0);
  const state = new Uint8Array(stateBytes(graph));
  const text = asked.signs.slice();
  // Signs of the text that are not at hand.
  const missing = asked.count - text.length;
  const [output] = graph.outputs;
  const read = (signs: readonly number[]): Float32Array => {
    const codes = engine.run(graph, Float32Array.from(signs), undefined, state)[output];
    return dequantised(code, codes.subarray(-alphabet.signs.length));
  };
  if (hasEnded(model, asked)) return;
  let start = -1;
  for (let written = 0; written < asked.length; written++) {
    const count = asked.count + written;
    const next = readFrom(model, count);
    if (next !== start) state.fill(0);
    const logits = read(next === start ? text.slice(-1) : text.slice(next - missing));
    start = next;
    const sign = chosen(distribution(logits, asked), key, asked.from + written);
    text.push(sign);
    yield { character: alphabet.signs[sign], sign, probability: distribution(logits, PLAIN)[sign] };
    if (sign === model.end) return;
  }
}

/** `askedOf` and `writeAsked` in one: whoever has no cap. */
export function writeText(model: TextModel, engine: GraphEngine, question: TextQuestion): Generator<WrittenSign> {
  return writeAsked(model, engine, askedOf(model, question));
}
