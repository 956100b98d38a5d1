import type { Table } from "../../../data/table.ts";
import type { Work } from "../../lab.ts";
import type { RbmParams } from "./fields.ts";
import { stepsBefore } from "./partition.ts";
import { enumerable, smallerSide } from "./sides.ts";
import { BIAS_STEPS, trackingWork } from "./track.ts";
import { evaluationSteps } from "./train.ts";

/** A tempered sweep costs this much of a plain one: its swaps ask for the hidden input once more. */
const TEMPERED = 1.6;

/** The exact update of CD-k is a loop in plain code over the states of both sides: this many multiply-adds of kernels in SIMD take as long as one of its own. */
const PLAIN = 30;

/** Multiply-adds by kind of task, and memory. */
export function estimateRbm(params: RbmParams, data: Table | null): Work {
  const [rows, visible] = [data?.rows ?? 0, data?.columns ?? 0];
  const { hidden, epochs, k, track } = params;
  const gaussian = params.visibleUnits === "gaussian";
  // Of binary visible units only the rows of those that are on are added, about a quarter; Gaussian ones are all on. Hidden units are binary.
  const pair = 0.25 * visible * hidden;
  const up = gaussian ? visible * hidden : pair;
  const chains = params.method === "tempering" ? TEMPERED * (params.temperatures ?? 1) : 1;
  const training = rows * epochs * (2 * up + k * chains * (up + pair));
  // An evaluation costs a forward pass of each row, and takes no more rows than were learnt from since; the last one takes all.
  const evaluating = rows * (epochs + 1) * up;
  // Binary units are annealed with integers and sums that are kept.
  const sweep = (gaussian ? 1 : 0.5) * (up + pair + 8 * (visible + hidden));
  const forward = params.aisChains * params.aisSteps * sweep;
  const reverse = forward + params.aisChains * stepsBefore(visible, hidden, gaussian, params.aisSteps) * sweep;
  const side = smallerSide(visible, hidden, gaussian);
  const counting = enumerable(visible, hidden, gaussian)
    ? 2 ** side * 3 * (gaussian ? side : Math.max(visible, hidden))
    : 0;
  const steps = epochs * Math.ceil(rows / Math.min(params.batch, Math.max(1, rows)));
  const measured = steps / evaluationSteps(Math.min(1000, rows), Math.min(params.batch, Math.max(1, rows)));
  const joint =
    track === "bias" ? PLAIN * 2 ** Math.min(20, visible + hidden) * 2 * BIAS_STEPS[BIAS_STEPS.length - 1] : 0;
  const tracking = track === "energy" ? 0 : measured * (trackingWork(visible, hidden, gaussian) + joint);
  const kinds = {
    // Most evaluations are made on the way, when training is drawn.
    train: training + tracking,
    evaluate: evaluating,
    forward,
    reverse,
    exact: counting,
    ...(track === "bias" && { bias: joint }),
  };
  const states = (gaussian ? 4 : 1) * rows * visible;
  return {
    multiplyAdds: training + tracking + evaluating + forward + reverse + counting + joint,
    kinds,
    bytes: states + 24 * visible * hidden + 4 * params.batch * (visible + hidden) * (params.temperatures ?? 1),
  };
}
