import { describe, expect, it } from "vitest";
import { devices, probeAnswers, wasmComplaint } from "../../../client/compute/devices.ts";

const f32 = Math.fround;
const sum = (hash: readonly number[]) => hash.reduce((a, b) => (a + b) | 0, 0);

/** The probe's `floats` in scalar arithmetic: rounding after every operation, as IEEE 754 says. */
function scalarFloats(): number {
  let v = [1.1, 2.3, 3.7, 5.9].map(f32);
  let d = [1.1, 7.3];
  let hash = [0, 0, 0, 0];
  const a4 = [1.7, 2.9, 3.1, 4.3].map(f32);
  const a2 = [1.7, 2.9];
  for (let i = 0; i < 64; i++) {
    v = v.map((x, k) => f32(f32(Math.sqrt(f32(f32(x * a4[k]) + f32(0.6)))) / f32(1.3)));
    d = d.map((x, k) => Math.sqrt(x * a2[k] + 0.6) / 1.3);
    const bits4 = new Int32Array(Float32Array.from(v).buffer);
    const bits2 = new Int32Array(Float64Array.from(d).buffer);
    hash = hash.map((h, k) => Math.imul(h, 16777619) ^ bits4[k] ^ bits2[k]);
  }
  return sum(hash);
}

function scalarIntegers(): number {
  let hash = [0x12345678, 0x9abcdef0 | 0, 0x0fedcba9, 0x87654321 | 0];
  const c = [3, -5, 7, -11, 13, -17, 19, -23];
  for (let i = 0; i < 64; i++) {
    hash = hash.map((h, k) => {
      const dot = ((h << 16) >> 16) * c[2 * k] + (h >> 16) * c[2 * k + 1];
      const mixed = (Math.imul(h, 747796405) + dot) | 0;
      return mixed ^ (mixed >>> 15);
    });
  }
  return sum(hash);
}

describe("wasm self-test", () => {
  it("has the answers that scalar arithmetic gives", () => {
    expect(probeAnswers).toEqual({ floats: scalarFloats(), integers: scalarIntegers() });
  });

  it("passes here", async () => {
    expect(wasmComplaint()).toBeNull();
    for (const { probe } of devices) expect(await probe()).toBeNull();
  });

  it("refuses an answer off by one bit, and says which", () => {
    const exact = { floats: () => probeAnswers.floats, integers: () => probeAnswers.integers };
    expect(wasmComplaint(() => exact)).toBeNull();
    expect(wasmComplaint(() => ({ ...exact, floats: () => probeAnswers.floats ^ 1 }))).toMatch(/self-test.*floats/);
    expect(wasmComplaint(() => ({ ...exact, integers: () => probeAnswers.integers ^ 1 }))).toMatch(
      /self-test.*integers/,
    );
  });

  it("names what a browser without SIMD lacks", () => {
    const { validate } = WebAssembly;
    WebAssembly.validate = () => false;
    try {
      const refuse = () => {
        throw new WebAssembly.CompileError("invalid value type 0x7b");
      };
      expect(wasmComplaint(refuse)).toMatch(/no WebAssembly SIMD \(Chrome 91/);
    } finally {
      WebAssembly.validate = validate;
    }
  });
});
