import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Arrays } from "../../../shared/arrays.ts";
import { decodeSafetensors, encodeSafetensors } from "../../../shared/data/readers/safetensors/safetensors.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import { thorough } from "../../thorough.ts";
import { failure } from "./files.ts";

const arrays: Arrays = {
  weights: { shape: [2, 3], values: Float32Array.of(1, -2, 3.5, 0, -0, 1e30) },
  bias: { shape: [3], values: Float64Array.of(0.1, Number.NaN, 3) },
  codes: { shape: [5], values: Int8Array.of(-128, -1, 0, 1, 127) },
  scalar: { shape: [], values: Int32Array.of(-7) },
  nothing: { shape: [0, 4], values: new Uint8Array(0) },
  words: { shape: [1], values: Uint32Array.of(2 ** 32 - 1) },
};
const caps = limits.weights;

/** A file with any header text and data. */
function file(header: string, data = 0): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + head.length + data);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(head.length), true);
  bytes.set(head, 8);
  return bytes;
}

describe("safetensors", () => {
  test("round trip of every type, with metadata", () => {
    const bytes = encodeSafetensors(arrays, { lab: "rbm", note: "é" });
    expect(decodeSafetensors(bytes, "w", caps)).toEqual({ arrays, metadata: { lab: "rbm", note: "é" } });
    expect(encodeSafetensors(Object.fromEntries(Object.entries(arrays).reverse()), { lab: "rbm", note: "é" })).toEqual(
      bytes,
    );
  });

  test("data lie at multiples of eight bytes, as the format's own reader wants", () => {
    const bytes = encodeSafetensors({ a: { shape: [1], values: Float64Array.of(2) } });
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    expect(new DataView(bytes.buffer).getFloat64(8 + length, true)).toBe(2);
    expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({
      a: { dtype: "F64", shape: [1], data_offsets: [0, 8] },
    });
  });

  test("round trip of random arrays", () => {
    const array = fc
      .tuple(
        fc.constantFrom(Float32Array, Float64Array, Int8Array, Int32Array, Uint8Array, Uint32Array),
        fc.array(fc.nat({ max: 4 }), { maxLength: 4 }),
      )
      .map(([Type, shape]) => {
        const values = new Type(shape.reduce((a, b) => a * b, 1));
        for (let i = 0; i < values.length; i++) values[i] = i - 3;
        return { shape, values };
      });
    // "__proto__" as a name cannot be written by an object's literal; a decoder meets it below.
    const names = fc.string({ maxLength: 12 }).filter((name) => !name.startsWith("__"));
    fc.assert(
      fc.property(fc.dictionary(names, array, { maxKeys: 6, noNullPrototype: true }), (some) => {
        expect(decodeSafetensors(encodeSafetensors(some)).arrays).toEqual(some);
      }),
    );
  });

  const one = (entry: string) => `{"a":${entry}}`;
  const f32 = (shape: string, offsets: string) => one(`{"dtype":"F32","shape":${shape},"data_offsets":${offsets}}`);
  test.each<[string, Uint8Array, RegExp]>([
    ["nothing", new Uint8Array(0), /0 bytes/],
    ["a header longer than the file", file("{}").fill(0xff, 0, 8), /file cut off or damaged/],
    ["no JSON", file("{a"), /not a JSON object/],
    ["a list", file("[1]"), /not a JSON object/],
    ["no UTF-8", file("{}  ").fill(0xff, 10, 11), /not a JSON object/],
    [
      "an unknown type",
      file(one('{"dtype":"F16","shape":[1],"data_offsets":[0,2]}'), 2),
      /type F16 \(must be one of F32/,
    ],
    ["a type of the language", file(one('{"dtype":"toString","shape":[1],"data_offsets":[0,2]}'), 2), /type toString/],
    ["no description", file(one("7")), /no description/],
    ["a negative extent", file(f32("[-1]", "[0,4]"), 4), /shape/],
    ["a broken extent", file(f32("[1.5]", "[0,6]"), 6), /shape/],
    ["a size that overflows", file(f32("[4294967296,4294967296,4294967296]", "[0,4]"), 4), /too large/],
    ["a size that wraps to the offsets", file(f32("[9007199254740991,4]", "[0,4]"), 4), /too large/],
    ["too high a rank", file(f32("[1,1,1,1,1]", "[0,4]"), 4), /shape/],
    ["offsets that do not fit the shape", file(f32("[2]", "[0,4]"), 4), /has 4 bytes \(its shape needs 8\)/],
    ["offsets that go backwards", file(f32("[0]", "[4,0]"), 4), /offsets/],
    ["a gap before the first", file(f32("[1]", "[4,8]"), 8), /starts at 4 \(must start at 0\)/],
    ["data left over", file(f32("[1]", "[0,4]"), 8), /data of 8 bytes \(must be 4\)/],
    ["data missing", file(f32("[2]", "[0,8]"), 4), /data of 4 bytes \(must be 8\)/],
    [
      "an overlap",
      file(
        '{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}',
        6,
      ),
      /b starts at 2 \(must start at 4\)/,
    ],
    [
      "a poisoned name",
      file('{"__proto__":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}', 1),
      /name that is not allowed/,
    ],
    ["metadata that is no text", file('{"__metadata__":{"a":1}}'), /metadata/],
    [
      "too many tensors",
      file(
        `{${Array.from({ length: 257 }, (_, i) => `"t${i}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}`).join(",")}}`,
      ),
      /257 tensors \(must be at most 256\)/,
    ],
  ])("refuses %s", async (_, bytes, message) => {
    const error = await failure(() => decodeSafetensors(bytes, "weights", caps));
    expect([error.path, error.code]).toEqual(["weights", "not-safetensors"]);
    expect(error.message).toMatch(message);
  });

  const MUTANTS = thorough ? 100_000 : 20_000;

  test(`${MUTANTS} mutants: arrays that fit their shapes, or an ExperimentError`, () => {
    const original = encodeSafetensors(arrays, { lab: "rbm" });
    const headerEnd = 8 + Number(new DataView(original.buffer).getBigUint64(0, true));
    const digits = new TextEncoder().encode('0123456789{}[],:"-eF ');
    // A small generator of its own keeps this cheap and the same every time.
    let state = 12345;
    const next = (n: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * n);
    };
    let read = 0;
    for (let i = 0; i < MUTANTS; i++) {
      const bytes = original.slice(0, next(8) === 0 ? next(original.length + 1) : original.length);
      for (let edits = 1 + next(3); edits > 0; edits--) {
        const at = next(Math.min(bytes.length, headerEnd));
        if (bytes.length > 0) bytes[at] = next(2) === 0 ? digits[next(digits.length)] : next(256);
      }
      try {
        for (const { shape, values } of Object.values(decodeSafetensors(bytes, "w", caps).arrays)) {
          if (shape.reduce((a, b) => a * b, 1) !== values.length)
            throw new Error(`shape ${shape} of ${values.length} values`);
        }
        read++;
      } catch (error) {
        if (!(error instanceof ExperimentError)) throw error;
      }
    }
    // Some edits change a name or a space and nothing else, so both ends were reached.
    expect(read).toBeGreaterThan(MUTANTS / 100);
    expect(read).toBeLessThan(0.9 * MUTANTS);
    expect(({} as Record<string, unknown>).dtype).toBeUndefined();
  });
});
