import { expect, test } from "vitest";
import { shapeOf } from "../../../../shared/labs/generative/transformer/net.ts";
import { transformerWeights } from "../../../../shared/labs/generative/transformer/weights.ts";
import { machineOf } from "../../../../shared/labs/training.ts";
import { readerOf } from "../../../../shared/nets/transformer/index.ts";
import { eachRow } from "../../../../shared/quant/float/index.ts";
import { encoded, joinedTexts } from "../../../../shared/texts/alphabet.ts";
import { fresh } from "../../../wasm.ts";
import { integersOf, trainedText } from "../text/trained.ts";

test("the floats of which integers are made are those of the net, 32-bit sums apart", async () => {
  const run = await trainedText("transformer", "tales");
  const { float, model } = integersOf(run);
  const codes = encoded(joinedTexts(run.data.texts ?? []), model.alphabet).slice(-model.window);
  const shape = shapeOf(run.params as never, model.alphabet.signs.length, model.window);
  const { after } = readerOf(machineOf({ device: "wasm", wasm: fresh }), shape, transformerWeights(run.fold) ?? {});
  eachRow(float, Float32Array.from(codes), (values, t) => {
    const logits = values.get(float.outputs[0]) as Float64Array;
    for (const [s, z] of after(codes.subarray(0, t + 1)).entries()) expect(Math.abs(z - logits[s])).toBeLessThan(1e-3);
  });
});
