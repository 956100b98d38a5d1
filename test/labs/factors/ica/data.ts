import { sources } from "../../../../shared/data/generators/sources.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { type BlockedRows, type IcaDevice, icaData, icaEigen } from "../../../../shared/kernels/ica/fit.ts";
import { decorrelate, type IcaMatrices, type IcaMethod, initIca, stepIca } from "../../../../shared/kernels/ica/ica.ts";
import { whiteningOf } from "../../../../shared/kernels/ica/whitening.ts";
import { blockOf, momentsOf } from "../../../../shared/kernels/moments/index.ts";
import { multiply } from "../../../../shared/linalg/index.ts";
import { normal } from "../../../../shared/random/index.ts";
import { fresh } from "../../../wasm.ts";

export const onWasm: IcaDevice = () => fresh("ica");

export const method: IcaMethod = {
  algorithm: "symmetric",
  contrast: "logcosh",
  extended: true,
  rate: 0.5,
  tolerance: 1e-4,
  iterations: 200,
};

export function planted(params: object, seed = 1): Table {
  const none = { laplace: 0, uniform: 0, student: 0, bimodal: 0, gaussian: 0, noise: 0 };
  return sources.generate([seed, 0], { rows: 5000, ...none, ...params } as never);
}

export function blocked(table: Table): BlockedRows {
  return { rows: table.rows, columns: table.columns, block: (index) => blockOf(table, index) };
}

/** Whitens and fits: the unmixing of the columns, components × columns. */
export function fitted(table: Table, change: Partial<IcaMethod> = {}, on: IcaDevice = onWasm, near?: Float64Array) {
  const own = { ...method, ...change };
  const whitening = whiteningOf(momentsOf(table, on === "scalar" ? on : fresh("moments")), 0, icaEigen(on));
  const data = icaData(blocked(table), whitening, on);
  const n = whitening.matrix.length / table.columns;
  let state = initIca([5, 6], n, own, data);
  if (near) state = { ...state, unmixing: beside(near, whitening.inverse, n, data) };
  const most = own.iterations * (own.algorithm === "deflation" ? n : 1);
  while (!state.done && state.iteration < most) state = stepIca(state, own, data);
  return { state, whitening, n, unmixing: multiply(state.unmixing, whitening.matrix, n, n, table.columns), data };
}

/** A rotation not far from that of an unmixing of the columns. */
function beside(unmixing: Float64Array, inverse: Float64Array, n: number, on: IcaMatrices): Float64Array {
  const rotation = multiply(unmixing, inverse, n, unmixing.length / n, n);
  return decorrelate(
    rotation.map((x, at) => x + 0.1 * normal([8, 8], at)),
    n,
    on,
  );
}
