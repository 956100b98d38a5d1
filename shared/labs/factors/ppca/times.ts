import type { Table } from "../../../data/table.ts";
import { centreRows, dualTimes } from "../../../kernels/ppca/dual.ts";
import type { TimesCovariance } from "../../../kernels/ppca/ppca.ts";
import { multiply } from "../../../linalg/index.ts";
import { growing, put, roomOf } from "../../../wasm/room.ts";
import { dualOn } from "../../dual.ts";
import type { Context } from "../../lab.ts";

/** What EM asks of the covariance S, times unit²: S·W, and the trace. */
export interface ScaledCovariance {
  readonly times: TimesCovariance;
  readonly trace: number;
}

/** From the covariance that the task "spectrum" gave, or from the rows of a wide table; on the module `math` where there is one: the same bits. */
export function timesOn(context: Context, unit: number): ScaledCovariance {
  const { covariance, eigenvalues } = context.inputs.spectrum;
  if (covariance) {
    const scaled = (covariance.values as Float64Array).map((value) => value * unit * unit);
    const [n] = covariance.shape;
    let trace = 0;
    for (let j = 0; j < n; j++) trace += scaled[j * n + j];
    return { times: timesSquare(context, scaled, n), trace };
  }
  const table = context.data as Table;
  const all = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const trace = (eigenvalues.values as Float64Array).reduceRight((sum, value) => sum + value * unit * unit, 0);
  return { times: dualTimes(centreRows(table, all), unit, dualOn(context)), trace };
}

function timesSquare(context: Context, s: Float64Array, n: number): TimesCovariance {
  if (context.device === "scalar") return (w, latent) => multiply(s, w, n, n, latent);
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
