/** What the tasks of a run are called. */
import { nameOf } from "../../nets/trainings.ts";
import type { AugmentationParams } from "./fields.ts";

/** What a classifier learns from: real rows alone; with samples of the generative model; with altered copies; with more real rows. */
export const ARMS = ["real", "augmented", "classical", "more"] as const;
export type Arm = (typeof ARMS)[number];

export const armsOf = ({ controls }: Pick<AugmentationParams, "controls">): readonly Arm[] =>
  controls ? ARMS : ARMS.slice(0, 2);

export const netTask = (arm: Arm, repeat: number) => nameOf(arm, repeat);
export const generatorTask = (repeat: number) => nameOf("generator", repeat);
export const evaluateTask = (repeat: number) => nameOf("evaluate", repeat);

/** How many rows an arm learns from, of so many that could. */
export function armSize(arm: Arm, labelled: number, added: number, pool: number): number {
  if (arm === "real") return labelled;
  return arm === "more" ? Math.min(pool, labelled + added) : labelled + added;
}
