/** What tables of counts know of the text: the bits that the nets have to beat. */
import { array } from "../../../arrays.ts";
import { codePointsOf } from "../../../texts/alphabet.ts";
import { once } from "../../process.ts";
import { bitsOf } from "../text/bits.ts";
import { type NGram, nGramBits, nGramOf, ORDER } from "../text/n-gram.ts";
import { type Learnt, learntOf, type ReadParams } from "./data.ts";
import type { Line } from "./pairs.ts";
import { MEASURED } from "./places.ts";
import { MEASURED_LINES } from "./size.ts";

/** Of the Markov chains of order 0 to 3, "bits" per held-out character, of lines of their answers; "signs": the code points of the alphabet. */
export const textBaseline = once((params: ReadParams, { data, beat }) => {
  const learnt = learntOf(data, params);
  const train = learnt.kind === "text" ? learnt.train : lineAfterLine(learnt.train);
  const bits = Float64Array.from({ length: ORDER + 1 }, (_, order) => {
    beat?.();
    return heldOutBits(nGramOf(train, learnt.alphabet.signs.length, order), learnt);
  });
  return { bits: array(bits), signs: array(codePointsOf(learnt.alphabet)) };
});

/** Each begins with the line end of the one before. */
function lineAfterLine(lines: readonly Line[]): Uint8Array {
  const parts = lines.map(({ codes }, i) => (i === 0 ? codes : codes.subarray(1)));
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function heldOutBits(model: NGram, learnt: Learnt): number {
  if (learnt.kind === "text") return nGramBits(model, learnt.test.subarray(0, MEASURED + 1), 1);
  // As of the nets: the mean over lines of the mean over the characters of their answers.
  const lines = learnt.test.slice(0, MEASURED_LINES);
  let sum = 0;
  for (const { codes, answer } of lines) {
    let bits = 0;
    for (let at = answer; at < codes.length; at++) bits += bitsOf(model.probability(codes, at, codes[at]));
    sum += bits / (codes.length - answer);
  }
  return sum / lines.length;
}
