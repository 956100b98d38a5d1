/** What parameters that nets have in common mean for their training: rule of descent, schedule of the rate, penalties, when to stop. */
import { cosTurns } from "../../math/elementary.ts";
import { pow } from "../../math/index.ts";
import type { Optimiser } from "../../nets/optimisers.ts";
import { batchesPerEpoch } from "../minibatches.ts";
import type { StopRule, Training } from "../training-state.ts";

export interface RuleParams {
  readonly optimizer: "sgd" | "rmsprop" | "adam" | "adamw";
  readonly learningRate: number;
  readonly momentum?: number | undefined;
  readonly batch: number;
  /** Penalties on weights, and a decay apart from the gradient. */
  readonly l1?: number;
  readonly l2?: number;
  readonly weightDecay?: number | undefined;
  readonly schedule?: "constant" | "cosine" | "step" | "halving";
  /** Epochs in which the rate falls to half. */
  readonly halving?: number | undefined;
  /** Of the whole training, where the schedule depends on it. */
  readonly epochs?: number | undefined;
  /** Default: patience where there is some. */
  readonly stop?: "none" | "patience" | "target";
  readonly patience?: number | undefined;
  readonly target?: number | undefined;
}

/** The part of a training that its parameters alone decide; `rows`: how many are trained on. */
export function rulesOf(
  params: RuleParams,
  rows: number,
): Pick<Training, "batch" | "optimiser" | "shrinkage" | "schedule" | "stop"> {
  const { l1 = 0, l2 = 0, weightDecay: decay = 0 } = params;
  const batch = Math.min(params.batch, rows);
  const schedule = scheduleOf(params, batchesPerEpoch(rows, batch));
  const stop = stopOf(params);
  return {
    batch,
    optimiser: optimiserOf(params),
    ...((l1 > 0 || l2 > 0 || decay > 0) && { shrinkage: { l1, l2, decay } }),
    ...(schedule && { schedule }),
    ...(stop && { stop }),
  };
}

/** What of the last mean of the squares RMSProp keeps. */
export const RHO = 0.9;

export function optimiserOf({ optimizer, learningRate: rate, momentum = 0 }: RuleParams): Optimiser {
  switch (optimizer) {
    case "sgd":
      return { kind: "sgd", rate, momentum };
    case "rmsprop":
      return { kind: "rmsprop", rate, decay: RHO };
    case "adam":
    case "adamw":
      return { kind: "adam", rate };
    default:
      return optimizer satisfies never;
  }
}

/**
 * Factor of the rate at step t of `steps`, from 1. Cosine: (1 + cos(π t/steps))/2. Step: 1, then 1/10 from the half, 1/100 from three quarters. Halving:
 * 1/2 after so many epochs, 1/4 after twice as many, and evenly between.
 */
export function scheduleOf(
  { schedule = "constant", epochs = 0, halving = 1 }: RuleParams,
  batches: number,
): ((t: number) => number) | undefined {
  const steps = epochs * batches;
  switch (schedule) {
    case "constant":
      return undefined;
    case "halving":
      return (t) => pow(0.5, (t - 1) / (halving * batches));
    case "cosine":
      return (t) => (1 + cosTurns(t / steps / 2)) / 2;
    case "step":
      return (t) => (2 * t <= steps ? 1 : 4 * t <= 3 * steps ? 0.1 : 0.01);
    default:
      return schedule satisfies never;
  }
}

function stopOf({ patience = 0, target, stop = patience > 0 ? "patience" : "none" }: RuleParams): StopRule | undefined {
  if (stop === "patience") return { patience };
  return stop === "target" && target !== undefined ? { target: { measure: "accuracy", atLeast: target } } : undefined;
}
