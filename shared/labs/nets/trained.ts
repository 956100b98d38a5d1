import type { Arrays } from "../../arrays.ts";
import type { Program } from "../../nets/machine.ts";
import { openNet } from "../../nets/net.ts";
import type { Tensor } from "../../nets/tensor.ts";
import type { Fill } from "../foreign-run.ts";
import type { Context } from "../lab.ts";
import { machineOf } from "../training.ts";

/** A trained net that tasks and questions open programs of: its tensors for so many rows, numbers in a row of its input "x", and its weights. */
export interface Trained<T> {
  tensors(rows: number): T;
  readonly columns: number;
  readonly weights: Arrays;
}

type Tensors = Readonly<Record<string, Tensor>>;

/** A program of what `outputs` makes of the net's tensors. */
export function openTrained<T>(
  context: Context,
  { tensors, weights }: Trained<T>,
  rows: number,
  outputs: (tensors: T) => Tensors,
): { readonly program: Program; readonly wanted: Tensors } {
  const wanted = outputs(tensors(rows));
  return { wanted, program: openNet(machineOf(context), wanted, weights).program };
}

/** Rows that go through at once. */
const BLOCK = 50;

/** Calls `visit` after each block of rows has gone through: with its first row, how many there are, the program and its outputs. */
export function throughNet<T>(
  context: Context,
  trained: Trained<T>,
  rows: number,
  outputs: (tensors: T) => Tensors,
  fill: Fill,
  visit: (from: number, count: number, program: Program, wanted: Tensors) => void,
): void {
  const block = Math.min(BLOCK, rows);
  const { program, wanted } = openTrained(context, trained, block, outputs);
  for (let from = 0; from < rows; from += block) {
    const count = Math.min(block, rows - from);
    fill(program.input("x").subarray(0, count * trained.columns), from, count);
    program.run();
    visit(from, count, program, wanted);
  }
}

/** Probabilities, rows × classes, of what `fill` writes. */
export function probabilitiesOf<T extends { readonly probabilities: Tensor }>(
  context: Context,
  trained: Trained<T>,
  rows: number,
  fill: Fill,
): Float32Array {
  let all = new Float32Array(0);
  throughNet(
    context,
    trained,
    rows,
    ({ probabilities }) => ({ probabilities }),
    fill,
    (from, count, program, { probabilities: { shape } }) => {
      const [, classes] = shape;
      if (from === 0) all = new Float32Array(rows * classes);
      all.set(program.output("probabilities").subarray(0, count * classes), from * classes);
    },
  );
  return all;
}
