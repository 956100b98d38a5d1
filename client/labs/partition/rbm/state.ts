import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { RbmParams } from "../../../../shared/labs/partition/rbm/fields.ts";
import { useAnswer } from "../../answer.ts";
import { inUnits, isPicture } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";

/** Pictures of a phase that are shown. */
const shownRows = 16;
/** How far from the mean a standardised value is drawn, in standard deviations. */
const reach = 3;

/** One phase: states of the visible units, one sample per row, and the probabilities of the hidden ones where they are known. */
export interface Phase {
  readonly states: NDArray;
  readonly hidden: NDArray | undefined;
}

/** The newest weights and biases (of Gaussian units variances and scale too): those of the run under way, else the trained ones. Undefined in a result that had no room for them. */
export function parametersOf({ fold }: Pick<ViewProps, "fold">): Arrays | undefined {
  const all = { ...fold.output("train"), ...fold.snapshot("train") };
  const { weights, visibleBias, hiddenBias, logVariance, means, deviations } = all;
  if (!weights || !visibleBias || !hiddenBias) return undefined;
  const binary = { weights, visibleBias, hiddenBias };
  return logVariance && means && deviations ? { ...binary, logVariance, means, deviations } : binary;
}

/** Changes when a question about the machine has another answer: at the start, and when training has ended. */
export function machineKey({ experiment, fold }: Pick<ViewProps, "experiment" | "fold">): string {
  return `${experiment.seed} ${fold.output("train") === undefined ? "training" : "trained"}`;
}

/** States of visible units as they are drawn, and the values at the ends of the greys. */
export interface Drawn {
  readonly rows: NDArray;
  readonly range: readonly [number, number];
}

/** Binary units from 0 to 1; Gaussian ones in the greys of the pictures that they saw, else in standard deviations from the mean. */
export function drawn(rows: NDArray, machine: Arrays | undefined, data: Table | null): Drawn {
  if (!machine?.means) return { rows, range: [0, 1] };
  if (!isPicture(data, rows.shape[1]) || !(data?.values instanceof Uint8Array)) return { rows, range: [-reach, reach] };
  const scale = { means: machine.means.values, deviations: machine.deviations.values };
  return { rows: { shape: rows.shape, values: inUnits(rows.values, scale) }, range: [0, 1] };
}

/**
 * Both phases of the minibatch under way, or of the last one. A published result has only the particles: the minibatch from which they started, and the
 * hidden units of both, are asked of the pool.
 */
export function usePhases(props: ViewProps<RbmParams>): {
  readonly positive?: Phase | undefined;
  readonly negative?: Phase | undefined;
} {
  const live = props.fold.snapshot("train");
  const particles = props.fold.output("train")?.particles;
  const machine = live === undefined ? parametersOf(props) : undefined;
  const dreams = particles && cut(particles);
  const key = machine ? machineKey(props) : null;
  const ofData = useAnswer(props.ask, props.data && key, () => lastMinibatch(machine, props));
  const ofDreams = useAnswer(props.ask, dreams ? key : null, () => hiddenOf(machine, dreams));
  if (live?.data)
    return { positive: phase(live.data, live.dataHidden), negative: phase(live.particles, live.particlesHidden) };
  return {
    positive: ofData.answer ? phase(ofData.answer.states, ofData.answer.hidden) : undefined,
    negative: dreams && phase(dreams, ofDreams.answer?.hidden),
  };
}

function lastMinibatch(machine: Arrays | undefined, { fold, experiment }: ViewProps<RbmParams>) {
  const last = fold.tasks.find(({ id }) => id === "train")?.steps;
  if (!machine || !last) throw new Error("nothing to ask about");
  const { batch, binarise, testFraction, visibleUnits } = experiment.params;
  const params = { batch, binarise, testFraction, last, ...(visibleUnits === "gaussian" && { visibleUnits }) };
  return { task: { kind: "lastMinibatch", steps: 1, params }, given: machine };
}

function hiddenOf(machine: Arrays | undefined, states: NDArray | undefined) {
  if (!machine || !states) throw new Error("nothing to ask about");
  return { task: { kind: "hidden", steps: 1, params: {} }, given: { ...machine, states } };
}

function phase(states: NDArray, hidden: NDArray | undefined): Phase {
  return { states: cut(states), hidden: hidden && cut(hidden) };
}

function cut({ shape: [rows, width], values }: NDArray): NDArray {
  const kept = Math.min(rows, shownRows);
  return { shape: [kept, width], values: values.subarray(0, kept * width) };
}
