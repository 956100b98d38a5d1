import { isWide } from "../../kernels/ppca/wide.ts";
import type { Task } from "../lab.ts";
import { momentsTask } from "../moments-task.ts";
import type { Samples } from "../nets/samples.ts";
import type { SampleParams } from "./samples.ts";

const MODULES = { moments: ["moments"], pca: ["math"] } as const;
export const PCA_MODULES = [...MODULES.moments, ...MODULES.pca];

/** PCA from the moments of the training rows; of a wide table from the rows themselves. */
export function pcaTasks({ train, columns }: Samples, { loss, testFraction }: SampleParams, pca: Task): Task[] {
  const task = { ...pca, wasm: MODULES.pca };
  if (isWide({ rows: train.length, columns })) return [task];
  return [
    { ...momentsTask(train.length, { loss, testFraction }), wasm: MODULES.moments },
    { ...task, after: ["moments"] },
  ];
}
