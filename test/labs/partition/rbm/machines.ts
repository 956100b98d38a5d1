import type { Kind, RbmMachine, States } from "../../../../shared/kernels/rbm/machine.ts";
import { scalarMachine } from "../../../../shared/kernels/rbm/scalar.ts";
import { wasmMachine } from "../../../../shared/kernels/rbm/wasm.ts";
import { logSumExp } from "../../../../shared/math/index.ts";
import { fresh } from "../../../wasm.ts";

export { normals, randomParameters, randomReal, zeroes } from "../../../oracles/rbm-parameters.ts";

/** Both twins. */
export const devices = {
  scalar: (visible: number, hidden: number, batch: number, kind: Kind = {}): RbmMachine<States> =>
    scalarMachine(visible, hidden, batch, kind),
  wasm: (visible: number, hidden: number, batch: number, kind: Kind = {}): RbmMachine<States> =>
    wasmMachine(fresh("rbm"), visible, hidden, batch, kind),
};

export function logZ(machine: RbmMachine<States>): number {
  const sum = machine.enumeration();
  return logSumExp(Float64Array.from({ length: sum.rows }, (_, row) => sum.rowLogSum(row)));
}
