import { describe, expect, test } from "vitest";
import type { Arrays } from "../../../shared/arrays.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { encodeSafetensors } from "../../../shared/data/readers/safetensors/safetensors.ts";
import { defaults } from "../../../shared/experiment/schema.ts";
import { autoencoder } from "../../../shared/labs/autoencoders/autoencoder/lab.ts";
import { readFiles } from "../../own-files.ts";
import { failure, idx } from "./files.ts";

/** A safetensors file of tensors of any type, as their bytes. */
function file(
  tensors: Readonly<Record<string, readonly [type: string, shape: readonly number[], bytes: ArrayBuffer]>>,
) {
  let at = 0;
  const header: Record<string, unknown> = {};
  for (const [name, [dtype, shape, { byteLength }]] of Object.entries(tensors)) {
    header[name] = { dtype, shape, data_offsets: [at, at + byteLength] };
    at += byteLength;
  }
  const head = new TextEncoder().encode(JSON.stringify(header));
  const length = new Uint8Array(8);
  new DataView(length.buffer).setUint32(0, head.length, true);
  const parts = Object.values(tensors).map(([, , bytes]) => new Uint8Array(bytes));
  return Uint8Array.from([length, head, ...parts].flatMap((part) => [...part]));
}

async function weightsOf(bytes: Uint8Array<ArrayBuffer>): Promise<Arrays> {
  const content = await decodeFile({ name: "w", bytes });
  if (content.kind !== "weights") throw new Error(`holds ${content.kind}`);
  return content.weights;
}

describe("types", () => {
  test.each<[string, ArrayBuffer, ArrayBufferView]>([
    ["F16", Uint16Array.of(0x3c00, 0xc100, 1).buffer, Float32Array.of(1, -2.5, 2 ** -24)],
    ["BF16", Uint16Array.of(0x3f80, 0xc020, 0x7f7f).buffer, Float32Array.of(1, -2.5, 255 * 2 ** 120)],
    ["I64", BigInt64Array.of(-3n, 0n, 2n ** 53n - 1n).buffer, Float64Array.of(-3, 0, 2 ** 53 - 1)],
    ["U64", BigUint64Array.of(3n, 0n, 1n).buffer, Float64Array.of(3, 0, 1)],
    ["I16", Int16Array.of(-3, 0, 32767).buffer, Int32Array.of(-3, 0, 32767)],
    ["U16", Uint16Array.of(3, 0, 65535).buffer, Int32Array.of(3, 0, 65535)],
    ["BOOL", Uint8Array.of(0, 1, 1).buffer, Uint8Array.of(0, 1, 1)],
    ["F64", Float64Array.of(0.1, -0, 1e300).buffer, Float64Array.of(0.1, -0, 1e300)],
    ["U32", Uint32Array.of(0, 1, 2 ** 32 - 1).buffer, Uint32Array.of(0, 1, 2 ** 32 - 1)],
  ])("%s keeps its numbers", async (type, bytes, values) => {
    expect(await weightsOf(file({ t: [type, [3], bytes] }))).toEqual({ t: { shape: [3], values } });
  });

  test.each<[string, string, ArrayBuffer, string, RegExp]>([
    [
      "a type that is not read",
      "F8_E4M3",
      new ArrayBuffer(2),
      "tensor-type",
      /tensor b has type F8_E4M3 .* save it as F32/,
    ],
    ["complex numbers", "C64", new ArrayBuffer(16), "tensor-type", /tensor b has type C64/],
    ["NaN", "F32", Float32Array.of(1, Number.NaN).buffer, "tensor-not-finite", /tensor b holds NaN at place 2 of 2/],
    [
      "infinity",
      "F16",
      Uint16Array.of(0xfc00, 0).buffer,
      "tensor-not-finite",
      /tensor b holds -Infinity at place 1 of 2/,
    ],
    [
      "a number that would change",
      "I64",
      BigInt64Array.of(0n, 2n ** 53n).buffer,
      "tensor-not-exact",
      /tensor b .* place 2/,
    ],
    ["an unknown type", "X9", new ArrayBuffer(2), "not-safetensors", /tensor b has type X9/],
  ])("%s is refused by the tensor's name", async (_, type, bytes, code, message) => {
    const error = await failure(() => weightsOf(file({ a: ["F32", [1], new ArrayBuffer(4)], b: [type, [2], bytes] })));
    expect([error.path, error.code]).toEqual(["w", code]);
    expect(error.message).toMatch(message);
  });

  test.each(["zzzz", "a,b\n1,2\n", "{}"])(
    "a file called so that is none is refused as such, not read as text: %o",
    async (text) => {
      const bytes = new TextEncoder().encode(text);
      const error = await failure(() => decodeFile({ name: "net.safetensors", bytes }));
      expect([error.path, error.code]).toEqual(["net.safetensors", "not-safetensors"]);
    },
  );
});

describe("layers of PyTorch", () => {
  const weight = (outputs: number, inputs: number, from = 0) => ({
    shape: [outputs, inputs],
    values: Float32Array.from({ length: outputs * inputs }, (_, i) => from + i),
  });
  const bias = (count: number) => ({ shape: [count], values: new Float32Array(count).fill(count) });
  const names = (...layers: readonly string[]) => ({
    [`${layers[1]}.bias`]: bias(3),
    [`${layers[1]}.weight`]: weight(3, 2, 100),
    [`${layers[0]}.bias`]: bias(2),
    [`${layers[0]}.weight`]: weight(2, 3),
  });

  test.each([
    ["encoder.0", "decoder.0"],
    ["enc", "dec"],
    ["fc1", "fc2"],
    ["2", "10"],
    ["net.9.linear", "net.11.linear"],
  ])("%s, %s", async (...layers) => {
    const content = await decodeFile({ name: "w", bytes: encodeSafetensors(names(...layers)) });
    expect(content).toMatchObject({
      weights: {
        "layer0.weights": { shape: [3, 2], values: Float32Array.of(0, 3, 1, 4, 2, 5) },
        "layer0.bias": bias(2),
        "layer1.weights": { shape: [2, 3], values: Float32Array.of(100, 102, 104, 101, 103, 105) },
        "layer1.bias": bias(3),
      },
      notices: [{ code: "torch-names", values: { name: "w", value: `${layers[0]} → layer0, ${layers[1]} → layer1` } }],
    });
  });

  test("a counter is passed over, a bias that is absent is zero", async () => {
    const bytes = file({
      "fc.weight": ["F32", [2, 1], Float32Array.of(5, 6).buffer],
      "bn.num_batches_tracked": ["I64", [], BigInt64Array.of(7n).buffer],
    });
    expect(await weightsOf(bytes)).toEqual({
      "layer0.weights": { shape: [1, 2], values: Float32Array.of(5, 6) },
      "layer0.bias": { shape: [2], values: new Float32Array(2) },
    });
  });

  test.each<[string, Arrays]>([
    ["a layer that does not follow the one before", { "a.weight": weight(2, 3), "b.weight": weight(2, 3) }],
    ["a convolution", { "a.weight": { shape: [1, 1, 2, 2], values: new Float32Array(4) } }],
    ["a bias of another size", { "a.weight": weight(2, 3), "a.bias": bias(3) }],
    ["a normalisation", { "a.weight": weight(2, 3), "bn.weight": bias(2), "bn.running_mean": bias(2) }],
    ["our own names", { "layer0.weights": weight(3, 2), "layer0.bias": bias(2) }],
  ])("%s: names stay as they are", async (_, arrays) => {
    expect(await weightsOf(encodeSafetensors(arrays))).toEqual(arrays);
  });

  test("they start a net; other names are refused with those that are needed", async () => {
    const samples = {
      name: "s.idx",
      bytes: idx(
        "u1",
        [40, 3],
        Array.from({ length: 120 }, (_, i) => (i * 37) % 256),
      ),
    };
    const check = async (arrays: Arrays) => {
      const { table } = await readFiles([samples, { name: "w.safetensors", bytes: encodeSafetensors(arrays) }]);
      const params = { ...defaults(autoencoder.params), hidden: [2], loss: "mse" };
      await autoencoder.prepare?.(table);
      return autoencoder.check?.(params as never, table);
    };
    await check(names("encoder.0", "decoder.0"));
    const error = await failure(() => check({ kernel: weight(2, 3) }));
    expect(error).toMatchObject({ path: "data.files", code: "weights-of-other-names" });
    expect(error.message).toMatch(
      /holds kernel \(must be layer0\.weights \(3 × 2\), layer0\.bias \(2\), layer1\.weights \(2 × 3\)/,
    );
  });
});
