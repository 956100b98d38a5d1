import fc from "fast-check";
import { expect, test } from "vitest";
import type { Chain } from "../../../../shared/nets/chain.ts";
import { writeOnnx } from "../../../../shared/nets/onnx/write.ts";
import { answerOf } from "../../../oracles/onnx.ts";
import { answered, asPlanes, chains, stirred } from "./chains.ts";

/** float32 sums in other orders: relative to the largest answer, since a difference of large numbers has the errors of those. */
function expectClose(ours: ArrayLike<number>, theirs: ArrayLike<number>): void {
  expect(theirs.length).toBe(ours.length);
  const most = Array.from(ours).reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
  for (let i = 0; i < ours.length; i++) expect(Math.abs(ours[i] - theirs[i])).toBeLessThanOrEqual(1e-5 * most);
}

/** A dense layer behind pictures of several channels, with what passes each number on its own between. */
const vectors = (): Chain => ({
  input: [5, 4, 3],
  layers: [
    { name: "maps", kind: "convolution", filters: 2, kernel: [3, 2], stride: [2, 1], padding: "same", bias: true },
    { name: "flat", kind: "flatten" },
    { name: "bend", kind: "activation", activation: "gelu" },
    { name: "thin", kind: "dropout", rate: 0.3 },
    { name: "sums", kind: "dense", units: 3, bias: true },
  ],
});

test("onnxruntime answers as our engine to any chain of layers", async () => {
  await fc.assert(
    fc.asyncProperty(chains, fc.constantFrom("disabled", "basic", "all" as const), async (chain, level) => {
      const { weights, samples } = stirred(chain);
      const model = writeOnnx(chain, weights, { lab: "none" });
      const ours = answered(chain, weights, samples);
      const expected = asPlanes(ours.values, ours.shape);
      const given = asPlanes(samples, chain.input);
      const theirs = await answerOf(model, given.values, given.shape, level);
      expect(theirs.shape).toEqual(expected.shape);
      expectClose(expected.values, theirs.values);
    }),
    { numRuns: Number(process.env.ONNX_NETS ?? 200), examples: [[vectors(), "basic"]] },
  );
});
