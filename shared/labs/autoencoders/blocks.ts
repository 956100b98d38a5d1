/** Which tasks there are after training, and their steps. */
import type { Table } from "../../data/table.ts";
import { codeSteps } from "../nets/blocks.ts";
import type { Samples } from "../nets/samples.ts";

/** Classes beyond which a code is not asked for them, and numbers of a code beyond which it is not. */
const MAX_CLASSES = 200;
const MAX_CODE = 512;

export function probeSteps({ train, test }: Pick<Samples, "train" | "test">): number {
  return codeSteps(train.length) + codeSteps(test.length);
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
