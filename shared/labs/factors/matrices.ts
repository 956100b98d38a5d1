import type { MomentsDevice } from "../../kernels/moments/index.ts";
import type { TimesCovariance } from "../../kernels/ppca/ppca.ts";
import { multiply, type SymmetricEigen, symmetricEigen } from "../../linalg/index.ts";
import type { Context } from "../lab.ts";

interface MathModule {
  readonly memory: { readonly buffer: ArrayBuffer };
  alloc(bytes: number): number;
  symmetricEigen(a: number, n: number, values: number, vectors: number, work: number): number;
  symmetricEigenWorkspace(n: number): number;
  multiply(out: number, a: number, b: number, m: number, k: number, n: number): void;
}

/** Where moments are summed: the module `moments`, or the scalar reference. */
export function momentsOn(context: Context): MomentsDevice {
  return context.device === "wasm" ? context.wasm("moments") : "scalar";
}

/** Eigenvalues, largest first and none below zero, and eigenvectors as rows; on the module `math` where there is one: the same bits. */
export function spectrumOn(context: Context, a: Float64Array, n: number): SymmetricEigen {
  const { values, vectors } = context.device === "wasm" ? wasmEigen(context, a, n) : symmetricEigen(a, n);
  return { values: values.map((value) => Math.max(value, 0)), vectors };
}

function wasmEigen(context: Context, a: Float64Array, n: number): SymmetricEigen {
  const module = context.wasm("math") as unknown as MathModule;
  const matrix = module.alloc(n * n * 8);
  const values = module.alloc(n * 8);
  const vectors = module.alloc(n * n * 8);
  const work = module.alloc(module.symmetricEigenWorkspace(n));
  const view = (at: number, length: number) => new Float64Array(module.memory.buffer, at, length);
  view(matrix, n * n).set(a);
  module.symmetricEigen(matrix, n, values, vectors, work);
  return { values: view(values, n).slice(), vectors: view(vectors, n * n).slice() };
}

/** S·W, on the module `math` where there is one: the same bits. */
export function timesOn(context: Context, s: Float64Array, n: number): TimesCovariance {
  if (context.device !== "wasm") return (w, latent) => multiply(s, w, n, n, latent);
  const module = context.wasm("math") as unknown as MathModule;
  const at = module.alloc(n * n * 8);
  const view = (from: number, length: number) => new Float64Array(module.memory.buffer, from, length);
  view(at, n * n).set(s);
  let [w, out, room] = [0, 0, 0];
  return (loadings, latent) => {
    if (n * latent > room) {
      room = n * latent;
      [w, out] = [module.alloc(room * 8), module.alloc(room * 8)];
    }
    view(w, n * latent).set(loadings);
    module.multiply(out, at, w, n, n, latent);
    return view(out, n * latent).slice();
  };
}
