import fc from "fast-check";
import { expect, test } from "vitest";
import { growing, put, putRows, roomOf, takeRows } from "../../../shared/wasm/room.ts";
import { fresh } from "../../wasm.ts";

const MIB = 1 << 20;

test("places are viewed under their names, as the module has laid them out", () => {
  const module = fresh("ppca");
  const { at, f64, u8 } = roomOf(module);
  module.setUp(3, 1, 2);
  f64("loadings", 3).set([1, 2, 3]);
  expect([...new Float64Array(module.memory.buffer, module.loadings.value, 3)]).toEqual([1, 2, 3]);
  expect(f64(at("loadings") + 8, 2)).toEqual(Float64Array.of(2, 3));
  f64("residuals", 6).set([1, 0, 0, 0, 0, 0]);
  u8("present", 6).fill(1);
  module.begin(0.5);
  module.add(2);
  expect(f64("squares", 3)).toEqual(Float64Array.of(1, 0, 0));
  expect(at("logLikelihood")).toBe(module.logLikelihood.value);
});

test("views are of the memory as it is, after it has grown too", () => {
  const module = fresh("math");
  const { f64, u8, u32, f32, write } = roomOf(module);
  const first = put(module, Float64Array.of(1.5, -2));
  const { buffer } = module.memory;
  const second = put(module, new Uint8Array(40 * MIB).fill(7));
  expect(module.memory.buffer).not.toBe(buffer);
  expect(f64(first, 2)).toEqual(Float64Array.of(1.5, -2));
  expect(u8(second + 40 * MIB - 2, 2)).toEqual(Uint8Array.of(7, 7));
  write(first, Uint32Array.of(0, 0x3ff00000));
  expect([f64(first, 1)[0], u32(first, 2)[1], f32(first, 1)[0]]).toEqual([1, 0x3ff00000, 0]);
});

test("values are put with room behind them, part of another array's buffer alone", () => {
  const module = fresh("math");
  const whole = Float32Array.of(1, 2, 3, 4);
  const address = put(module, whole.subarray(1, 3), 64);
  expect([...roomOf(module).f32(address, 16)]).toEqual([2, 3, ...new Array(14).fill(0)]);
  expect(put(module, Uint8Array.of(1))).toBeGreaterThanOrEqual(address + 64);
});

test("a growing place stays where it is until it must be larger", () => {
  const place = growing(fresh("math"));
  const first = place(64);
  expect(place(8)).toBe(first);
  const larger = place(65);
  expect(larger).not.toBe(first);
  expect(place(65)).toBe(larger);
});

test("rows go to memory and come back, and what lies between them stays", () => {
  const sizes = fc.record({ rows: fc.nat(5), width: fc.integer({ min: 1, max: 6 }), gap: fc.nat(3) });
  fc.assert(
    fc.property(sizes, fc.boolean(), ({ rows, width, gap }, single) => {
      const [stride, Kind] = [width + gap, single ? Float32Array : Float64Array];
      const values = Kind.from(Array.from({ length: rows * width }, (_, i) => i + 1));
      const memory = new Kind(rows * stride).fill(-1);
      putRows(memory, width, stride, values);
      expect(takeRows(memory, width, stride)).toEqual(values);
      expect(memory.filter((x) => x === -1).length).toBe(rows * gap);
    }),
  );
});
