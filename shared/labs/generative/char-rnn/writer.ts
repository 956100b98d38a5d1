/** A trained net that reads one character after the other, of several texts at once, and says what comes next: the memory of all of them goes on. */
import type { Arrays } from "../../../arrays.ts";
import { input } from "../../../nets/leaves.ts";
import { openNet } from "../../../nets/net.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import type { Context } from "../../lab.ts";
import { machineOf } from "../../training.ts";
import type { CharRnnTaskParams } from "./fields.ts";
import { charTensors, type LayerState } from "./net.ts";

export interface Reader {
  /** Reads `length` characters of each of `rows` texts, rows × length: their logits, rows × length × signs, in a view that the next call overwrites. */
  read(codes: ArrayLike<number>): Float32Array;
}

/** `rows` texts side by side, so many characters at each call. */
export function readerOf(
  context: Pick<Context, "device" | "wasm">,
  params: CharRnnTaskParams,
  signs: number,
  weights: Arrays,
  { rows, length }: { readonly rows: number; readonly length: number },
): Reader {
  const isLstm = params.cell === "lstm";
  const states = params.layers.map((units, l): LayerState => {
    const hidden = input(`hidden${l}`, [rows, units]);
    return isLstm ? { hidden, cell: input(`cell${l}`, [rows, units]) } : { hidden };
  });
  const { logits, states: after } = charTensors(params, signs, input("x", [rows, length]), false, states);
  const outputs: Record<string, Tensor> = { logits };
  const kept: string[] = [];
  for (const [l, { hidden, cell }] of after.entries()) {
    kept.push(`hidden${l}`);
    outputs[`hidden${l}`] = hidden;
    if (cell === undefined) continue;
    kept.push(`cell${l}`);
    outputs[`cell${l}`] = cell;
  }
  const { program } = openNet(machineOf(context), outputs, weights);
  const memory = new Map(kept.map((name) => [name, new Float32Array(program.output(name).length)]));
  return {
    read(codes) {
      // Memory of the plan is used again within a run: what goes on from call to call is kept outside.
      for (const [name, values] of memory) program.input(name).set(values);
      program.input("x").set(codes);
      program.run();
      for (const [name, values] of memory) values.set(program.output(name));
      return program.output("logits");
    },
  };
}
