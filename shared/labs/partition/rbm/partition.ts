import { array } from "../../../arrays.ts";
import type { Enumeration, RbmMachine, States } from "../../../kernels/rbm/machine.ts";
import { exp } from "../../../math/index.ts";
import { categorical, foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context, Task } from "../../lab.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { givenMachine, isGaussian, setBase } from "./machines.ts";
import { enumerable, smallerSide } from "./sides.ts";

/** Tasks that the chains of a direction, and the rows of the exact sum, are dealt out to. */
const SLICES = 8;
/** Sweeps of the chains that stand in for exact draws where the machine is too large to enumerate. */
const BURN_IN = 500;
const STREAM = { draw: 1, start: 2, anneal: 3, burnIn: 4, approach: 5, resample: 6, given: 7 } as const;

/** Contiguous parts [from, to) of so many rows or chains, one per task. */
export function slicesOf(total: number): readonly (readonly [from: number, to: number])[] {
  const slices = Math.min(SLICES, total);
  const cut = (i: number) => Math.floor((total * i) / slices);
  return Array.from({ length: slices }, (_, i) => [cut(i), cut(i + 1)]);
}

function trained(context: Context, batch: number): RbmMachine<States> {
  const machine = givenMachine(context, context.inputs.train, batch);
  setBase(machine, context.inputs.train);
  return machine;
}

/** log Σ f over the states of some rows of the enumeration, one number per row: a step is a row. */
export const rbmExact = drive(
  ({ from }: { readonly from: number }, context, { steps, saved }: Start<{ sums: Float64Array }>) => {
    const enumeration = trained(context, 1).enumeration();
    const sums = saved?.sums ?? new Float64Array(steps);
    return {
      advance: eachStep([], (n) => {
        sums[n] = rowLogSum(enumeration, from + n, context);
      }),
      save: () => ({ sums }),
      output: () => ({ sums: array(sums.slice()) }),
    };
  },
);

/** The scalar machine with binary units has all its states in one row; the rows of the plan are then cut out of it. */
function rowLogSum(enumeration: Enumeration, row: number, context: Context): number {
  if (context.device !== "scalar" || isGaussian(context.inputs.train)) return enumeration.rowLogSum(row);
  return row === 0 ? enumeration.rowLogSum(0) : Number.NEGATIVE_INFINITY;
}

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
export const rbmAnnealing = drive((params: Direction, context, { saved, ...task }: Start<Annealed>) => {
  const { from, to, temperatures, reverse } = params;
  const chains = to - from;
  const machine = trained(context, chains);
  // Steps before the counted ones: none, or `temperatures` forward and the sweeps at β = 1.
  const before = task.steps - temperatures;
  const logWeights = saved?.logWeights ?? new Float64Array(chains);
  if (saved) machine.setChains(saved.chains);
  else start(machine, task, context, chains, reverse === 1);
  const [approach, annealKey, burnIn] = [STREAM.approach, STREAM.anneal, STREAM.burnIn].map((s) => foldIn(task.key, s));
  const beta = (k: number) => (reverse === 1 ? temperatures - k : k) / temperatures;
  const move = (n: number, step: number) => {
    if (step < Math.min(before, temperatures))
      logWeights[n] += machine.anneal(n, step / temperatures, (step + 1) / temperatures, step, approach);
    else if (step < before) machine.anneal(n, 1, 1, step, burnIn);
    else {
      const k = step - before;
      logWeights[n] += machine.anneal(n, beta(k), beta(k + 1), k, annealKey);
    }
  };
  return {
    advance: eachStep([], (step) => {
      for (let n = 0; n < chains; n++) move(n, step);
      if (before > 0 && step + 1 === temperatures) {
        resample(machine, logWeights, foldIn(task.key, STREAM.resample));
        logWeights.fill(0);
      }
    }),
    save: () => ({ logWeights, chains: machine.chains(chains) }),
    output: () => ({ logWeights: array(logWeights.slice()) }),
  };
});

/** Resamples the chains, each by its weight among all of them. */
function resample(machine: RbmMachine<States>, logWeights: Float64Array, key: Key): void {
  const cumulative = cumulate(logWeights);
  const { visible } = machine;
  const states = machine.chains(logWeights.length);
  const drawn = states.slice();
  for (let n = 0; n < logWeights.length; n++) {
    const chosen = categorical(key, n, cumulative);
    drawn.set(states.subarray(chosen * visible, (chosen + 1) * visible), n * visible);
  }
  machine.setChains(drawn);
}

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

/** Steps of a reverse chain before those that count. */
export function stepsBefore(visible: number, hidden: number, gaussian: boolean, temperatures: number): number {
  return enumerable(visible, hidden, gaussian) ? 0 : temperatures + BURN_IN;
}
