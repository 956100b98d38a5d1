/** How the tasks after training go over the rows, a block in a step, and which of them there are. */
import type { Table } from "../../data/table.ts";
import type { Samples } from "./samples.ts";

/** Rows per step. */
export const BLOCK = 100;
/** Classes beyond which a code is not asked for them, and numbers of a code beyond which it is not. */
const MAX_CLASSES = 200;
const MAX_CODE = 512;

export function codeSteps(rows: number): number {
  return Math.ceil(rows / BLOCK);
}

export function probeSteps({ train, test }: Pick<Samples, "train" | "test">): number {
  return Math.ceil(train.length / BLOCK) + Math.ceil(test.length / BLOCK);
}

/** Whether rows have classes that a rule can be learnt for. */
export function canProbe({ labels }: Table, code: number): boolean {
  if (labels === undefined || code > MAX_CODE) return false;
  const classes = classCount(labels);
  return classes >= 2 && classes <= MAX_CLASSES;
}

export function classCount(labels: Int32Array): number {
  return labels.reduce((most, label) => Math.max(most, label + 1), 0);
}
