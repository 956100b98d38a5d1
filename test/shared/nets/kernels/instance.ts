import { expect } from "vitest";
import type { TypedArray } from "../../../../shared/arrays.ts";
import { fillNormal32, fillUniform32 } from "../../../../shared/random/index.ts";
import type { WasmModules } from "../../../../shared/wasm/modules.ts";
import { put } from "../../../../shared/wasm/room.ts";
import { fresh } from "../../../wasm.ts";

interface Instance {
  readonly module: WasmModules["tensors"];
  readonly put: (values: TypedArray) => number;
  /** Reserves n floats, filled with what must not be left. */
  readonly out: (n: number) => number;
  readonly get: (at: number, n: number) => Float32Array;
}

/** A fresh instance of tensors.wasm with copies to and from its memory, aligned and padded as tensors are. */
export function instance(): Instance {
  const module = fresh("tensors");
  const bytes = (n: number) => Math.ceil(n / 4) * 16;
  return {
    module,
    put: (values: TypedArray) => put(module, values, bytes(values.length)),
    out: (n: number) => put(module, new Float32Array(Math.ceil(n / 4) * 4).fill(12345)),
    get: (at: number, n: number) => new Float32Array(module.memory.buffer, at, n).slice(),
  };
}

/** n standard normals of a stream. */
export function normals(n: number, stream: number): Float32Array {
  const x = new Float32Array(n);
  fillNormal32([7, stream], 0, x);
  return x;
}

export function uniforms(n: number, stream: number): Float32Array {
  const x = new Float32Array(n);
  fillUniform32([8, stream], 0, x);
  return x;
}

const HARD = [-0, 0, Number.NaN, Infinity, -Infinity, 1e-42, -3e38, 3e38, -87.5, 90];

/** Normals with every kind of awkward number at every `every`th place. */
export function awkward(n: number, stream: number, every = 7): Float32Array {
  const x = normals(n, stream);
  for (let i = stream % every; i < n; i += every) x[i] = HARD[Math.floor(i / every) % HARD.length];
  return x;
}

/** Equal in every bit, but for the payload of a NaN. */
export function expectSame(ours: ArrayLike<number>, reference: ArrayLike<number>, what = ""): void {
  expect(ours.length).toBe(reference.length);
  const at = Array.from(ours).findIndex((x, i) => !Object.is(x, reference[i]));
  if (at >= 0) expect.fail(`${what} differs at ${at}: ${ours[at]} instead of ${reference[at]}`);
}

/** Derivative of a function of float64 arrays by element i of x, central differences. */
export function slope(f: (x: Float64Array) => number, x: ArrayLike<number>, i: number, h = 1e-5): number {
  const [up, down] = [Float64Array.from(x), Float64Array.from(x)];
  up[i] += h;
  down[i] -= h;
  return (f(up) - f(down)) / (2 * h);
}
