/** What tables of counts know of the text: the bits that the net has to beat. */
import { array } from "../../../arrays.ts";
import { codePointsOf } from "../../../texts/alphabet.ts";
import { once } from "../../process.ts";
import { bitsOf } from "../text/bits.ts";
import { readText } from "../text/data.ts";
import { nGramBits, nGramOf, ORDER } from "../text/n-gram.ts";
import type { CharRnnTaskParams } from "./fields.ts";
import { primerOf } from "./prefix.ts";

/** Held-out characters that are measured, of a long text the first ones. */
export const MEASURED = 100_000;
/** Of these, those that are shown with their probabilities. */
export const SHOWN = 480;

/**
 * Of the Markov chains of order 0, 1, 2 and 3, bits per held-out character: "bits". "signs": the code points of the alphabet; "primer": what the net reads before it writes; "shown": the first held-out characters;
 * "each": bits of these by the chain of order 3. The held-out text begins without memory: its first character is not measured.
 */
export const charBaseline = once(
  (params: Pick<CharRnnTaskParams, "signs" | "context" | "testFraction">, { data, beat }) => {
    const { alphabet, train, test } = readText(data, params);
    const held = test.subarray(0, MEASURED);
    const signs = alphabet.signs.length;
    const orders = Array.from({ length: ORDER + 1 }, (_, order) => {
      beat?.();
      const model = nGramOf(train, signs, order);
      return { model, bits: nGramBits(model, held, 1) };
    });
    const { model } = orders[ORDER];
    const shown = held.subarray(0, SHOWN + 1);
    const each = Float64Array.from(shown.subarray(1), (sign, i) => bitsOf(model.probability(held, i + 1, sign)));
    return {
      bits: array(Float64Array.from(orders, ({ bits }) => bits)),
      signs: array(codePointsOf(alphabet)),
      primer: array(Int32Array.from(primerOf(train, alphabet.of("\n")))),
      shown: array(Int32Array.from(shown)),
      each: array(each),
    };
  },
);
