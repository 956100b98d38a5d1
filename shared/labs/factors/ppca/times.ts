import type { TimesCovariance } from "../../../kernels/ppca/ppca.ts";
import { multiply } from "../../../linalg/index.ts";
import { growing, put, roomOf } from "../../../wasm/room.ts";
import type { Context } from "../../lab.ts";

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
