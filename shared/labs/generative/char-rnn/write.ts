/** The net writes: one character after the other, each drawn from what it gives after all before it. */
import { type Arrays, array } from "../../../arrays.ts";
import { foldIn, keyOfSeed } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { codePointsOf, decoded } from "../../../texts/alphabet.ts";
import { type Choosing, chosen, distribution, PLAIN } from "../../../texts/choose.ts";
import type { Context } from "../../lab.ts";
import { once } from "../../process.ts";
import { readText } from "../text/data.ts";
import type { CharRnnParams, CharRnnTaskParams } from "./fields.ts";
import { validityOf } from "./kinds/validity.ts";
import { MOST_ASKED, primerOf } from "./prefix.ts";
import { readerOf } from "./writer.ts";

interface Written {
  readonly codes: Int32Array;
  /** Of each character, what the softmax gave it: without temperature, and without what was cut. */
  readonly probabilities: Float64Array;
  /** Of all signs, what would be drawn next from. */
  readonly next: Float64Array;
}

interface Writing {
  /** Codes of at least one character. */
  readonly prefix: ArrayLike<number>;
  readonly length: number;
  readonly key: Key;
  readonly choosing: Choosing;
  /** How many characters of the prefix were written by this key: a text that was cut goes on as it would have. */
  readonly from?: number;
}

/** Writes `length` characters behind a prefix. */
export function write(
  context: Pick<Context, "device" | "wasm" | "beat">,
  params: CharRnnTaskParams,
  weights: Arrays,
  signs: number,
  { prefix, length, key, choosing, from = 0 }: Writing,
): Written {
  const reader = readerOf(context, params, signs, weights, { rows: 1, length: 1 });
  let logits = new Float32Array(signs);
  for (let i = 0; i < prefix.length; i++) logits = reader.read([prefix[i]]) as typeof logits;
  const codes = new Int32Array(length);
  const probabilities = new Float64Array(length);
  for (let position = 0; position < length; position++) {
    if (position % 256 === 0) context.beat?.();
    const sign = chosen(distribution(logits, choosing), key, from + position);
    codes[position] = sign;
    probabilities[position] = distribution(logits, PLAIN)[sign];
    logits = reader.read([sign]) as typeof logits;
  }
  return { codes, probabilities, next: distribution(logits, choosing) };
}

type WriteParams = CharRnnTaskParams & Choosing & Pick<CharRnnParams, "written" | "content">;

/** After training, behind the last line of what was learnt: "codes" and "probabilities" of what is written, "valid" and "judged": how many of its lines or words are valid, of how many. */
export const charWriting = once((params: WriteParams, context, { key }) => {
  const { alphabet, train } = readText(context.data, params);
  const { codes, probabilities } = write(context, params, context.inputs.train, alphabet.signs.length, {
    prefix: primerOf(train, alphabet.of("\n")),
    length: params.written,
    key,
    choosing: params,
  });
  const { valid, judged } = validityOf(params.content, decoded(codes, alphabet), () => decoded(train, alphabet));
  return {
    codes: array(codes),
    probabilities: array(probabilities),
    signs: array(codePointsOf(alphabet)),
    valid: array(Float64Array.of(valid)),
    judged: array(Float64Array.of(judged)),
  };
});

type QuestionParams = CharRnnTaskParams & Choosing & { readonly writeSeed: number; readonly length: number };

/**
 * A question: the net with given weights goes on behind a given "prefix" (codes; at least one) by the characters of a seed. Given "signs": code points of its alphabet.
 * Answers "codes", "probabilities", and "next": what the following character would be drawn from.
 */
export const charQuestion = once((params: QuestionParams, context) => {
  const { prefix, signs, ...weights } = context.inputs.given;
  const { codes, probabilities, next } = write(context, params, weights, signs.values.length, {
    prefix: prefix.values.slice(-MOST_ASKED.prefix),
    length: Math.min(params.length, MOST_ASKED.length),
    key: foldIn(keyOfSeed(params.writeSeed), 0),
    choosing: params,
  });
  return { codes: array(codes), probabilities: array(probabilities), next: array(next) };
});
