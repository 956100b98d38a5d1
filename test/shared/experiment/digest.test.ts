import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Arrays } from "../../../shared/arrays.ts";
import { digestOf, sha256Hex } from "../../../shared/experiment/digest.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";

const experiment: Experiment = { v: 1, lab: "rbm", seed: 7, data: null, params: { hidden: 3 } };
const arrays: Arrays = {
  "records/train/energy": { shape: [2], values: Float64Array.of(0.5, -0) },
  "output/train/weights": { shape: [1, 3], values: Float32Array.of(1, 2, 3) },
};
const metrics = { logZ: 1.5 };

/** A NaN with the given bits. */
function nan32(bits: number): Float32Array {
  return new Float32Array(Uint32Array.of(bits).buffer);
}

describe("sha256Hex", () => {
  test("vectors of FIPS 180-4", async () => {
    const text = new TextEncoder();
    expect(await sha256Hex(text.encode("abc"))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    expect(await sha256Hex(new Uint8Array(0))).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(await sha256Hex(text.encode("xabcx").subarray(1, 4))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });
});

describe("digestOf", () => {
  test("is the hash of the text that its description gives", async () => {
    const sha = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");
    const energy = Buffer.alloc(16);
    energy.writeDoubleLE(0.5, 0);
    energy.writeDoubleLE(-0, 8);
    const weights = Buffer.alloc(12);
    for (const [i, value] of [1, 2, 3].entries()) weights.writeFloatLE(value, 4 * i);
    const text = [
      '{"data":null,"lab":"rbm","params":{"hidden":3},"seed":7,"v":1}',
      '{"logZ":1.5}',
      `["output/train/weights","float32",[1,3],"${sha(weights)}"]`,
      `["records/train/energy","float64",[2],"${sha(energy)}"]`,
    ].join("\n");
    expect(await digestOf(experiment, metrics, arrays)).toBe(sha(text));
  });

  test("does not depend on the order of members and arrays, nor on where values lie in memory", async () => {
    const expected = await digestOf(experiment, metrics, arrays);
    const moved = Float32Array.of(9, 1, 2, 3, 9).subarray(1, 4);
    const turned = Object.fromEntries(Object.entries(arrays).reverse());
    const again = { ...turned, "output/train/weights": { shape: [1, 3], values: moved } };
    expect(await digestOf({ params: { hidden: 3 }, data: null, seed: 7, lab: "rbm", v: 1 }, metrics, again)).toBe(
      expected,
    );
  });

  test.each<[string, () => Promise<string>]>([
    ["seed", () => digestOf({ ...experiment, seed: 8 }, metrics, arrays)],
    ["parameter", () => digestOf({ ...experiment, params: { hidden: 4 } }, metrics, arrays)],
    ["metric in its last bit", () => digestOf(experiment, { logZ: 1.5 + Number.EPSILON }, arrays)],
    ["array in its last bit", () => withWeights([1, 3], Float32Array.of(1, 2, 3.0000002))],
    [
      "sign of zero",
      () =>
        digestOf(experiment, metrics, {
          ...arrays,
          "records/train/energy": { shape: [2], values: Float64Array.of(0.5, 0) },
        }),
    ],
    ["shape", () => withWeights([3, 1], Float32Array.of(1, 2, 3))],
    ["type of equal bytes", () => withWeights([1, 3], new Int32Array(Float32Array.of(1, 2, 3).buffer))],
    ["name", () => digestOf(experiment, metrics, { ...arrays, extra: { shape: [0], values: new Uint8Array(0) } })],
  ])("changes with the %s", async (_, digest) => {
    expect(await digest()).not.toBe(await digestOf(experiment, metrics, arrays));
  });

  function withWeights(shape: readonly number[], values: Float32Array | Int32Array): Promise<string> {
    return digestOf(experiment, metrics, { ...arrays, "output/train/weights": { shape, values } });
  }

  test("every NaN counts as the same, and the arrays stay as they are", async () => {
    const quiet = { a: { shape: [1], values: nan32(0x7fc00000) } };
    const negative = nan32(0xffc00001);
    expect(await digestOf(experiment, {}, { a: { shape: [1], values: negative } })).toBe(
      await digestOf(experiment, {}, quiet),
    );
    expect(new Uint32Array(negative.buffer)[0]).toBe(0xffc00001);
    // The quiet NaN without payload, in the bits that the description promises.
    const sha = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");
    const line = `["a","float32",[1],"${sha(Buffer.from("0000c07f", "hex"))}"]`;
    const head = '{"data":null,"lab":"rbm","params":{"hidden":3},"seed":7,"v":1}\n{}';
    expect(await digestOf(experiment, {}, quiet)).toBe(sha(`${head}\n${line}`));
    const wide = new Float64Array(BigUint64Array.of(0xfff8000000000123n).buffer);
    const plain = Float64Array.of(Number.NaN);
    const hash = (values: Float64Array) => digestOf(experiment, {}, { a: { shape: [1], values } });
    expect(await hash(wide)).toBe(await hash(plain));
    expect(await hash(plain)).not.toBe(await hash(Float64Array.of(0)));
  });
});
