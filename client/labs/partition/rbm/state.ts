import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import type { RbmParams } from "../../../../shared/labs/partition/rbm/fields.ts";
import { useAnswer } from "../../answer.ts";
import type { ViewProps } from "../../view.ts";

/** Pictures of a phase that are shown. */
const shownRows = 16;

/** One phase: states of the visible units in [0, 1], one sample per row, and the probabilities of the hidden ones where they are known. */
export interface Phase {
  readonly states: NDArray;
  readonly hidden: NDArray | undefined;
}

/** The newest weights and biases: those of the run under way, else the trained ones. Undefined in a result that had no room for them. */
export function parametersOf({ fold }: Pick<ViewProps, "fold">): Arrays | undefined {
  const { weights, visibleBias, hiddenBias } = { ...fold.output("train"), ...fold.snapshot("train") };
  return weights && visibleBias && hiddenBias && { weights, visibleBias, hiddenBias };
}

/** Changes when a question about the machine has another answer: at the start, and when training has ended. */
export function machineKey({ experiment, fold }: Pick<ViewProps, "experiment" | "fold">): string {
  return `${experiment.seed} ${fold.output("train") === undefined ? "training" : "trained"}`;
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
  const { batch, binarise, testFraction } = experiment.params;
  return { task: { kind: "lastMinibatch", steps: 1, params: { batch, binarise, testFraction, last } }, given: machine };
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
