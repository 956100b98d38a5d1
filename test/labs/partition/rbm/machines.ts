import type { Kind, Parameters, RbmMachine, States } from "../../../../shared/kernels/rbm/machine.ts";
import { scalarMachine } from "../../../../shared/kernels/rbm/scalar.ts";
import { wasmMachine } from "../../../../shared/kernels/rbm/wasm.ts";
import { logSumExp } from "../../../../shared/math/index.ts";
import { fillNormal32 } from "../../../../shared/random/index.ts";
import { fresh } from "../../../wasm.ts";

/** Both twins. */
export const devices = {
  scalar: (visible: number, hidden: number, batch: number, kind: Kind = {}): RbmMachine<States> =>
    scalarMachine(visible, hidden, batch, kind),
  wasm: (visible: number, hidden: number, batch: number, kind: Kind = {}): RbmMachine<States> =>
    wasmMachine(fresh("rbm"), visible, hidden, batch, kind),
};

export function normals(length: number, seed: number, stream: number, scale = 1): Float32Array {
  const out = new Float32Array(length);
  fillNormal32([seed, stream], 0, out);
  return out.map((x) => scale * x);
}

export function randomParameters(visible: number, hidden: number, seed: number, scale = 0.7): Parameters {
  return {
    weights: normals(visible * hidden, seed, 0, scale),
    visibleBias: normals(visible, seed, 1, scale),
    hiddenBias: normals(hidden, seed, 2, scale),
  };
}

/** The same with Gaussian units whose variances differ. */
export function randomReal(visible: number, hidden: number, seed: number, scale = 0.7): Required<Parameters> {
  return { ...randomParameters(visible, hidden, seed, scale), logVariance: normals(visible, seed, 3, 0.5) };
}

export function zeroes(visible: number, hidden: number): Parameters {
  return {
    weights: new Float32Array(visible * hidden),
    visibleBias: new Float32Array(visible),
    hiddenBias: new Float32Array(hidden),
  };
}

export function logZ(machine: RbmMachine<States>): number {
  const sum = machine.enumeration();
  return logSumExp(Float64Array.from({ length: sum.rows }, (_, row) => sum.rowLogSum(row)));
}
