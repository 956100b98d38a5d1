import { expect, test } from "vitest";
import { readerOf } from "../../../../shared/labs/generative/char-rnn/writer.ts";
import { trainedWeights } from "../../../../shared/labs/nets/weights.ts";
import { eachRow } from "../../../../shared/quant/float/index.ts";
import { encoded, joinedTexts } from "../../../../shared/texts/alphabet.ts";
import { fresh } from "../../../wasm.ts";
import { integersOf, trainedText } from "../text/trained.ts";

test.each(["tales", "tales-en"])(
  "the floats of which integers are made are those of the net, 32-bit sums apart: %s",
  async (preset) => {
    const run = await trainedText("char-rnn", preset);
    const { float, model } = integersOf(run);
    const codes = encoded(joinedTexts(run.data.texts ?? []), model.alphabet).slice(-100);
    const context = { device: "wasm", wasm: fresh } as const;
    const signs = model.alphabet.signs.length;
    const reader = readerOf(context, run.params as never, signs, trainedWeights(run.fold) ?? {}, {
      rows: 1,
      length: 1,
    });
    eachRow(float, Float32Array.from(codes), (values, t) => {
      const logits = values.get(float.outputs[0]) as Float64Array;
      for (const [s, z] of reader.read([codes[t]]).entries()) expect(Math.abs(z - logits[s])).toBeLessThan(1e-3);
    });
  },
);
