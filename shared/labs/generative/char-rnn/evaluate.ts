/** What the trained net knows of held-out text. */
import { array } from "../../../arrays.ts";
import { once } from "../../process.ts";
import { bitsOfLogits } from "../text/bits.ts";
import { readText } from "../text/data.ts";
import { MEASURED, SHOWN } from "./baseline.ts";
import type { CharRnnTaskParams } from "./fields.ts";
import { readerOf } from "./writer.ts";

/** Parts of the held-out text that are read side by side, and how long each is at least: each begins without memory. */
const STREAMS = 8;
const LEAST = 2_000;

/**
 * Bits per held-out character, read from its beginning with the memory going on: "bits", in float64; of a long text in up to eight parts side by side. "each": bits of
 * the first characters behind the first one.
 */
export const charEvaluation = once((params: CharRnnTaskParams, context) => {
  const { alphabet, test } = readText(context.data, params);
  const held = test.subarray(0, MEASURED);
  const signs = alphabet.signs.length;
  const rows = Math.max(1, Math.min(STREAMS, Math.floor(held.length / LEAST)));
  const part = Math.ceil((held.length - 1) / rows);
  const { context: length } = params;
  const reader = readerOf(context, params, signs, context.inputs.train, { rows, length });
  const chunk = new Float32Array(rows * length);
  const each = new Float64Array(Math.min(SHOWN, held.length - 1));
  let [bits, count] = [0, 0];
  for (let from = 0; from < part; from += length) {
    context.beat?.();
    for (let row = 0; row < rows; row++)
      for (let t = 0; t < length; t++) chunk[row * length + t] = held[row * part + from + t] ?? 0;
    const logits = reader.read(chunk);
    for (let row = 0; row < rows; row++)
      for (let t = 0; t < Math.min(length, part - from); t++) {
        const at = row * part + from + t;
        if (at + 1 >= held.length) break;
        const own = bitsOfLogits(
          logits.subarray((row * length + t) * signs, (row * length + t + 1) * signs),
          held[at + 1],
        );
        if (at < each.length) each[at] = own;
        bits += own;
        count++;
      }
  }
  return { bits: array(Float64Array.of(bits / count)), each: array(each) };
});
