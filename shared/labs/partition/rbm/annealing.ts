import { array } from "../../../arrays.ts";
import type { RbmMachine, States } from "../../../kernels/rbm/machine.ts";
import type { Later } from "../../../later.ts";
import { exp } from "../../../math/index.ts";
import { categorical, foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context, Task } from "../../lab.ts";
import { drive, type Machine, type Start } from "../../process.ts";
import { isGaussian, parametersFrom, trainedMachine } from "./machines.ts";
import { enumerable, smallerSide } from "./sides.ts";

const STREAM = { draw: 1, start: 2, anneal: 3, burnIn: 4, approach: 5, resample: 6, given: 7 } as const;

/** Chains [from, to) of a direction, and the temperatures that count. */
interface Direction {
  readonly from: number;
  readonly to: number;
  readonly temperatures: number;
  readonly reverse: number;
}

/** Chains under way. */
interface Annealed {
  readonly logWeights: Float64Array;
  readonly chains: States;
}

/**
 * Chains of one direction: a step is a temperature. Output: their log weights. A reverse chain of a machine that is too large to enumerate has a longer
 * way: it is first annealed forward, resampled among its task's chains by weight, and then swept at β = 1, which stands in for an exact draw.
 */
export const rbmAnnealing = drive(
  (params: Direction, context, task: Start<Annealed>): Later<Machine<Annealed>> =>
    context.gpu ? onGpu(params, context, task) : onProcessor(params, context, task),
);

function onProcessor(params: Direction, context: Context, { saved, ...task }: Start<Annealed>): Machine<Annealed> {
  const chains = params.to - params.from;
  const machine = trainedMachine(context, chains);
  const logWeights = saved?.logWeights ?? new Float64Array(chains);
  if (saved) machine.setChains(saved.chains);
  else start(machine, task, context, chains, params.reverse === 1);
  const { stretchAt, chosenAfter } = wayOf(params, task);
  return {
    advance(from, steps) {
      for (let step = from; step < from + steps; ) {
        const { key, index, betas, end } = stretchAt(step, from + steps);
        machine.annealAll(key, index, betas, logWeights);
        if (end === chosenAfter) machine.setChains(resampled(machine.chains(chains), logWeights, task));
        step = end;
      }
      return {};
    },
    save: () => ({ logWeights, chains: machine.chains(chains) }),
    output: () => ({ logWeights: array(logWeights.slice()) }),
  };
}

/** All chains of the task at once; they begin, and are resampled, where the others are. */
async function onGpu(
  params: Direction,
  context: Context,
  { saved, ...task }: Start<Annealed>,
): Promise<Machine<Annealed>> {
  const { gpuChains } = await import("../../../kernels/rbm/gpu/chains.ts");
  const { gpu, beat } = context;
  if (gpu === undefined) throw new Error("annealing on a GPU has none");
  const { train } = context.inputs;
  const base = {
    visibleBias: train.baseBias.values as Float32Array,
    logVariance: train.baseLogVariance?.values as Float32Array | undefined,
  };
  const count = params.to - params.from;
  const chains = await gpuChains(gpu, parametersFrom(train), base, count, { beat });
  const logWeights = saved?.logWeights ?? new Float64Array(count);
  if (saved) chains.setStates(saved.chains);
  else {
    const machine = trainedMachine(context, count);
    start(machine, task, context, count, params.reverse === 1);
    chains.setStates(machine.chains(count));
  }
  const { stretchAt, chosenAfter } = wayOf(params, task);
  return {
    async advance(from, steps) {
      for (let step = from; step < from + steps; ) {
        const { key, index, betas, end } = stretchAt(step, from + steps);
        await chains.anneal(key, index, betas, logWeights);
        if (end === chosenAfter) chains.setStates(resampled(await chains.states(), logWeights, task));
        step = end;
      }
      return {};
    },
    save: async () => ({ logWeights: logWeights.slice(), chains: await chains.states() }),
    output: () => ({ logWeights: array(logWeights.slice()) }),
  };
}

/** Sweeps under one key, each from one β to the next. */
interface Stretch {
  readonly key: Key;
  /** Where the random numbers of the first are. */
  readonly index: number;
  readonly betas: Float64Array;
  /** The step after the last. */
  readonly end: number;
}

/** The sweeps of a task. `chosenAfter`: so many steps, then the chains are resampled; 0 where they are not. */
function wayOf({ temperatures, reverse }: Direction, { key, steps }: Task) {
  // Steps before the counted ones: none, or `temperatures` forward and the sweeps at β = 1.
  const before = steps - temperatures;
  const chosenAfter = before > 0 ? temperatures : 0;
  const [approach, anneal, burnIn] = [STREAM.approach, STREAM.anneal, STREAM.burnIn].map((s) => foldIn(key, s));
  const parts = [
    { from: 0, to: chosenAfter, key: approach, first: 0, beta: (k: number) => k / temperatures },
    { from: chosenAfter, to: before, key: burnIn, first: chosenAfter, beta: () => 1 },
    {
      from: before,
      to: steps,
      key: anneal,
      first: 0,
      beta: (k: number) => (reverse === 1 ? temperatures - k : k) / temperatures,
    },
  ];
  return {
    chosenAfter,
    /** From `step` on, up to the end of its part or to `most`. */
    stretchAt(step: number, most: number): Stretch {
      const part = parts.find(({ to }) => step < to) ?? parts[2];
      const end = Math.min(most, part.to);
      const betas = Float64Array.from({ length: end - step + 1 }, (_, s) => part.beta(step + s - part.from));
      return { key: part.key, index: step - part.from + part.first, betas, end };
    },
  };
}

/** The chains, each drawn by its weight among all of them, which begin to be weighed anew. */
function resampled(states: States, logWeights: Float64Array, { key }: Task): States {
  const own = foldIn(key, STREAM.resample);
  const cumulative = cumulate(logWeights);
  const visible = states.length / logWeights.length;
  const drawn = states.slice();
  for (let n = 0; n < logWeights.length; n++) {
    const chosen = categorical(own, n, cumulative);
    drawn.set(states.subarray(chosen * visible, (chosen + 1) * visible), n * visible);
  }
  logWeights.fill(0);
  return drawn;
}

/** Chains begin at the base-rate machine; reverse ones, where its states can be counted, at exact draws of the machine. */
function start(machine: RbmMachine<States>, task: Task, context: Context, chains: number, reverse: boolean): void {
  const key = foldIn(task.key, STREAM.start);
  if (reverse && enumerable(machine.visible, machine.hidden, isGaussian(context.inputs.train)))
    drawExactly(machine, task, context, chains);
  else for (let n = 0; n < chains; n++) machine.startAtBase(n, key);
}

/** Independent exact draws of the machine: a state of the smaller side by its probability, then the other side given it. */
function drawExactly(machine: RbmMachine<States>, task: Task, context: Context, chains: number): void {
  const enumeration = machine.enumeration();
  const sums = rowSums(context);
  const cumulative = cumulate(sums.subarray(0, enumeration.rows));
  const gaussian = isGaussian(context.inputs.train);
  const byHidden = gaussian || machine.hidden <= machine.visible;
  const small = smallerSide(machine.visible, machine.hidden, gaussian);
  const states = new Uint8Array(chains * machine.visible);
  const [key, given] = [foldIn(task.key, STREAM.draw), foldIn(task.key, STREAM.given)];
  for (let n = 0; n < chains; n++) {
    const row = categorical(foldIn(key, n), 0, cumulative);
    const within = categorical(foldIn(key, n), 1, cumulate(enumeration.rowLogs(row)));
    const bits = bitsOf(row * (2 ** small / enumeration.rows) + within, small);
    if (byHidden) machine.drawVisible(n, bits, given);
    else states.set(bits, n * machine.visible);
  }
  if (!byHidden) machine.setChains(states);
}

function rowSums(context: Context): Float64Array {
  const slices = Object.keys(context.inputs)
    .filter((id) => id.startsWith("exact."))
    .sort((a, b) => Number(a.slice(6)) - Number(b.slice(6)));
  return Float64Array.from(slices.flatMap((id) => [...context.inputs[id].sums.values]));
}

/** Cumulative sums of e^(logs − greatest). */
function cumulate(logs: Float64Array): Float64Array {
  let top = Number.NEGATIVE_INFINITY;
  for (const value of logs) top = Math.max(top, value);
  let sum = 0;
  return logs.map((value) => {
    sum += exp(value - top);
    return sum;
  });
}

function bitsOf(state: number, units: number): Uint8Array {
  return Uint8Array.from({ length: units }, (_, s) => (state >> s) & 1);
}
