import { openNet } from "../../nets/net.ts";
import type { Tensor } from "../../nets/tensor.ts";
import type { Key } from "../../random/key.ts";
import type { Context } from "../lab.ts";
import { machineOf } from "../training.ts";

/** The trained net, with these of its outputs, over rows of a table. `run`: rows as its "x"; `first` and `key` are what is drawn by. */
export function openOnRows(
  context: Context,
  outputs: Readonly<Record<string, Tensor>>,
  { values, columns }: { readonly values: Uint8Array | Float32Array; readonly columns: number },
) {
  const { machine, program } = openNet(machineOf(context), outputs, context.inputs.train);
  const table = machine.table(values, columns);
  const run = (rows: Uint32Array, first?: number, key?: Key) => {
    program.load("x", table, rows);
    program.run(first, key);
  };
  return { program, run };
}
