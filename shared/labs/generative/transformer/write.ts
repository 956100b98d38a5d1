/** The net writes: one character after the other, each drawn from what it gives after all before it in its window. */
import { type Arrays, array } from "../../../arrays.ts";
import { type Reader, readerOf, windowStart } from "../../../nets/transformer/index.ts";
import { foldIn, keyOfSeed } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { codePointsOf } from "../../../texts/alphabet.ts";
import { type Choosing, chosen, distribution, PLAIN } from "../../../texts/choose.ts";
import type { Context } from "../../lab.ts";
import { once } from "../../process.ts";
import { machineOf } from "../../training.ts";
import { learntOf } from "./data.ts";
import type { NetParams, TransformerParams } from "./fields.ts";
import { shapeOf } from "./net.ts";
import { MOST_ASKED } from "./prefix.ts";

interface Written {
  readonly codes: Int32Array;
  /** Of each character, what the softmax gave it: without temperature, and without what was cut. */
  readonly probabilities: Float64Array;
  /** Of all signs, what would be drawn next from. */
  readonly next: Float64Array;
}

interface Asked {
  readonly prefix: ArrayLike<number>;
  readonly length: number;
  readonly key: Key;
  readonly choosing: Choosing;
  /** A sign that ends the text, after which nothing is written; −1: none. */
  readonly end: number;
}

/** Writes up to `length` characters behind the codes of a prefix of at least one. */
export function write({ after }: Reader, { prefix, length, key, choosing, end }: Asked, beat?: () => void): Written {
  const text = Array.from(prefix);
  const probabilities: number[] = [];
  let logits = after(text);
  for (let position = 0; position < length; position++) {
    if (position % 256 === 0) beat?.();
    const sign = chosen(distribution(logits, choosing), key, position);
    probabilities.push(distribution(logits, PLAIN)[sign]);
    text.push(sign);
    logits = after(text);
    if (sign === end) break;
  }
  return {
    codes: Int32Array.from(text.slice(prefix.length)),
    probabilities: Float64Array.from(probabilities),
    next: distribution(logits, choosing),
  };
}

const readerIn = (context: Context, params: NetParams, signs: number, length: number, weights: Arrays) =>
  readerOf(machineOf(context), shapeOf(params, signs, length), weights);

type WriteParams = NetParams & Choosing & Pick<TransformerParams, "written">;

/** After training, behind a line end: "codes" and "probabilities" of what is written; "signs": the code points of the alphabet. */
export const transformerWriting = once((params: WriteParams, context, { key }) => {
  const { alphabet, context: length } = learntOf(context.data, params);
  const reader = readerIn(context, params, alphabet.signs.length, length, context.inputs.train);
  const asked = { prefix: [alphabet.of("\n")], length: params.written, key, choosing: params, end: -1 };
  const { codes, probabilities } = write(reader, asked, context.beat);
  return { codes: array(codes), probabilities: array(probabilities), signs: array(codePointsOf(alphabet)) };
});

type QuestionParams = NetParams &
  Choosing & { readonly writeSeed: number; readonly length: number; readonly line: boolean };

/**
 * A question: the net with given weights goes on behind a given "prefix" (codes; at least one) by the characters of a seed, up to a line end where `line` says so. Given
 * "signs": code points of its alphabet. Answers "codes", "probabilities", and "next": what the following character would be drawn from.
 */
export const transformerQuestion = once((params: QuestionParams, context) => {
  const { prefix, signs, ...weights } = context.inputs.given;
  const reader = readerIn(context, params, signs.values.length, weights["places.weights"].shape[0], weights);
  const { codes, probabilities, next } = write(reader, {
    prefix: prefix.values.slice(-MOST_ASKED.prefix),
    length: Math.min(params.length, MOST_ASKED.length),
    key: foldIn(keyOfSeed(params.writeSeed), 0),
    choosing: params,
    end: params.line ? Array.from(signs.values).indexOf(10) : -1,
  });
  return { codes: array(codes), probabilities: array(probabilities), next: array(next) };
});

/** The window of a text that the net sees at its end. */
export function seenOf(codes: ArrayLike<number>, context: number): number[] {
  return Array.from(codes).slice(codes.length <= context ? 0 : windowStart(codes.length, context));
}
