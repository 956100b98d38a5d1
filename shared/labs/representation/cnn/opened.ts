import type { Arrays } from "../../../arrays.ts";
import type { Program } from "../../../nets/machine.ts";
import { openNet } from "../../../nets/net.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import type { Context } from "../../lab.ts";
import { machineOf } from "../../training.ts";
import { type PictureSize, pixelsOf } from "../moved.ts";
import type { CnnTaskParams } from "./fields.ts";
import { type CnnTensors, cnnTensors } from "./net.ts";

/** A trained net: parameters of the experiment, its pictures and classes. Tasks and questions open programs of it. */
export interface Trained {
  readonly params: CnnTaskParams;
  readonly size: PictureSize;
  readonly classes: number;
  readonly weights: Arrays;
}

/** A program of what `outputs` makes of the net's tensors, for so many rows. */
export function openTrained(
  context: Context,
  { params, size, classes, weights }: Trained,
  rows: number,
  outputs: (tensors: CnnTensors) => Readonly<Record<string, Tensor>>,
): { readonly program: Program; readonly wanted: Readonly<Record<string, Tensor>> } {
  const wanted = outputs(cnnTensors(params, size, classes, rows, false));
  return { wanted, program: openNet(machineOf(context), wanted, weights).program };
}

/** Pictures that go through at once. */
const BLOCK = 50;

/**
 * Calls `visit` after each block of pictures has gone through: with its first row, how many there are, and the program. `fill` writes pictures [from,
 * from + count) into the input.
 */
export function throughNet(
  context: Context,
  trained: Trained,
  rows: number,
  outputs: (tensors: CnnTensors) => Readonly<Record<string, Tensor>>,
  fill: (x: Float32Array, from: number, count: number) => void,
  visit: (from: number, count: number, program: Program, wanted: Readonly<Record<string, Tensor>>) => void,
): void {
  const block = Math.min(BLOCK, rows);
  const { program, wanted } = openTrained(context, trained, block, outputs);
  for (let from = 0; from < rows; from += block) {
    const count = Math.min(block, rows - from);
    fill(program.input("x").subarray(0, count * pixelsOf(trained.size)), from, count);
    program.run();
    visit(from, count, program, wanted);
  }
}

/** Probabilities, rows × classes, of pictures that `fill` writes. */
export function probabilitiesOf(
  context: Context,
  trained: Trained,
  rows: number,
  fill: (x: Float32Array, from: number, count: number) => void,
): Float32Array {
  const { classes } = trained;
  const out = new Float32Array(rows * classes);
  throughNet(
    context,
    trained,
    rows,
    ({ probabilities }) => ({ probabilities }),
    fill,
    (from, count, program) => {
      out.set(program.output("probabilities").subarray(0, count * classes), from * classes);
    },
  );
  return out;
}
