import type { MomentsDevice } from "../../kernels/moments/index.ts";
import type { TimesCovariance } from "../../kernels/ppca/ppca.ts";
import { multiply, type SymmetricEigen, symmetricEigen } from "../../linalg/index.ts";
import { wasmEigen } from "../../linalg/wasm.ts";
import { growing, put, roomOf } from "../../wasm/room.ts";
import type { Context } from "../lab.ts";

/** Where moments are summed: the module `moments`, or the scalar reference. */
export function momentsOn(context: Context): MomentsDevice {
  return context.device === "wasm" ? context.wasm("moments") : "scalar";
}

/** Eigenvalues, largest first and none below zero, and eigenvectors as rows; on the module `math` where there is one: the same bits. */
export function spectrumOn(context: Context, a: Float64Array, n: number): SymmetricEigen {
  const eigen = context.device === "wasm" ? wasmEigen(context.wasm("math")) : symmetricEigen;
  const { values, vectors } = eigen(a, n);
  return { values: values.map((value) => Math.max(value, 0)), vectors };
}

/** S·W, on the module `math` where there is one: the same bits. */
export function timesOn(context: Context, s: Float64Array, n: number): TimesCovariance {
  if (context.device !== "wasm") return (w, latent) => multiply(s, w, n, n, latent);
  const module = context.wasm("math");
  const { f64 } = roomOf(module);
  const at = put(module, s);
  const [left, out] = [growing(module), growing(module)];
  return (loadings, latent) => {
    const [w, product] = [left(loadings.byteLength), out(n * latent * 8)];
    f64(w, n * latent).set(loadings);
    module.multiply(product, at, w, n, n, latent);
    return f64(product, n * latent).slice();
  };
}
