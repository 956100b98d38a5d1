import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { array, type TypedArray } from "../../../shared/arrays.ts";
import { type Plain, pack, unpack } from "../../../shared/labs/pack.ts";

const typed: fc.Arbitrary<TypedArray> = fc.oneof(
  fc.float64Array(),
  fc.float32Array(),
  fc.int8Array(),
  fc.int32Array(),
  fc.uint8Array(),
  fc.uint32Array(),
);
const shaped = fc.oneof(
  typed.map((values) => array(values)),
  typed.map((values) => array(values, [1, values.length, 1])),
  fc.double().map((value) => array(Float64Array.of(value), [])),
  fc.constant(array(new Float32Array(0), [0, 3])),
);
const name = fc.oneof(
  fc.string({ minLength: 1 }).filter((text) => !text.includes("/")),
  fc.constantFrom("__proto__", "constructor", "toString", "values", "shape", "0", "1", "#", " "),
);
const { state } = fc.letrec<{ state: { readonly [name: string]: Plain }; member: Plain }>((tie) => ({
  state: fc.dictionary(name, tie("member"), { maxKeys: 5, noNullPrototype: true }),
  member: fc.oneof({ depthSize: "small" }, fc.double(), fc.boolean(), typed, shaped, tie("state")),
}));
const special = { zero: -0, nan: Number.NaN, up: Number.POSITIVE_INFINITY, down: Number.NEGATIVE_INFINITY };

describe("pack", () => {
  it("gives every state back", () => {
    fc.assert(
      fc.property(state, (given) => {
        // Matchers of vitest ask an object's own "constructor" for its type.
        expect(isDeepStrictEqual(unpack(structuredClone(pack(given))), given)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("gives zeros of both signs, what is not a number, and what has no members back, to the type", () => {
    const given = {
      ...special,
      values: Float64Array.of(-0, Number.NaN, Number.POSITIVE_INFINITY),
      none: new Uint32Array(0),
      rank0: array(Float32Array.of(-0), []),
      rank1: array(Int8Array.of(1, 2)),
      empty: {},
      inside: { flag: false, one: { two: { three: 3 } }, empty: {} },
    };
    const back = unpack(pack(given)) as typeof given;
    expect(back).toStrictEqual(given);
    expect(Object.is(back.zero, -0)).toBe(true);
    expect(Object.is(back.values[0], -0)).toBe(true);
    expect(back.rank1.values).toBeInstanceOf(Int8Array);
    expect(unpack(pack({}))).toStrictEqual({});
    expect(unpack(pack({ left: undefined, right: 1 }))).toStrictEqual({ right: 1 });
  });

  it("does not mind the order of names", () => {
    fc.assert(
      fc.property(state, fc.infiniteStream(fc.nat()), (given, order) => {
        const packed = Object.entries(pack(given)).map((entry) => [order.next().value as number, entry] as const);
        const shuffled = packed.sort(([a], [b]) => a - b).map(([, entry]) => entry);
        expect(isDeepStrictEqual(unpack(Object.fromEntries(shuffled)), given)).toBe(true);
      }),
    );
  });

  it("copies both ways: what is written later is not seen, and a view takes its own part along alone", () => {
    const whole = Float64Array.of(1, 2, 3, 4);
    const given = { a: whole, b: whole.subarray(1, 3), c: array(whole, [2, 2]) };
    const packed = pack(given);
    expect(packed.b.values.buffer.byteLength).toBe(16);
    const back = unpack(packed) as typeof given;
    whole[1] = 9;
    for (const { values } of Object.values(packed)) values[0] = 7;
    expect(back).toStrictEqual({
      a: Float64Array.of(1, 2, 3, 4),
      b: Float64Array.of(2, 3),
      c: array(Float64Array.of(1, 2, 3, 4), [2, 2]),
    });
  });

  class Model {
    readonly weight = 1;
  }
  const itself: Record<string, unknown> = {};
  itself.again = { itself };
  it.each<[string, unknown, RegExp]>([
    ["a function", () => 1, /function/],
    ["a class's instance", new Model(), /a Model/],
    ["a Map", new Map(), /a Map/],
    ["a Set", new Set(), /a Set/],
    ["a Date", new Date(0), /a Date/],
    ["text", "text", /string/],
    ["a bigint", 1n, /bigint/],
    ["a symbol", Symbol("s"), /symbol/],
    ["null", null, /object/],
    ["a list", [1, 2], /a list .*typed array/],
    ["another typed array", new Int16Array(2), /Int16Array .*Float64Array/],
    ["clamped bytes", new Uint8ClampedArray(2), /Uint8ClampedArray/],
    ["a buffer", new ArrayBuffer(2), /ArrayBuffer/],
    ["a promise", Promise.resolve(1), /a Promise/],
    ["a state with a symbol", { [Symbol("s")]: 1 }, /Object/],
    ["an array that does not fit its shape", { shape: [2, 2], values: new Float64Array(3) }, /shape \[2,2\] with 3/],
    ["an array with more to it", { shape: [1], values: new Float64Array(1), unit: 2 }, /array/],
    ["what holds itself", itself, /contains itself/],
  ])("refuses %s, names its place and says what to write", (_, value, what) => {
    const packing = () => pack({ fine: 1, model: { deep: value } });
    expect(packing).toThrow(TypeError);
    expect(packing).toThrow(/"model\/deep/);
    expect(packing).toThrow(what);
    expect(packing).toThrow(/\(.*(write|name|make).*\)/);
  });

  it.each(["a/b", "/", ""])("refuses the name %j", (bad) => {
    expect(() => pack({ model: { [bad]: 1 } })).toThrow(/name/);
  });

  it.each(["/a", "", "a//b", "/"])("finds %j in no packed state", (bad) => {
    expect(() => unpack({ [bad]: array(Float64Array.of(1), []) })).toThrow(RangeError);
  });
});
