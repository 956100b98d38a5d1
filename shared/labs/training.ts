/**
 * The process that trains a net: what a lab declares is its net, its loss, its data and its pictures. Steps are minibatches; each epoch visits the
 * training samples in an order of its own. Records: `loss` of every step and its other measures; of held-out samples now and then the same under
 * `testLoss`, …. Training ends by itself where the loss is no longer finite, or where a rule says so; the steps that are left then do nothing.
 */
import { type Arrays, array, type NDArray } from "../arrays.ts";
import { andThen, type Later } from "../later.ts";
import type { MachineOf } from "../nets/net.ts";
import { scalarMachine } from "../nets/scalar.ts";
import { joinShards, runShards } from "../nets/shards.ts";
import { type Means, type Trainer, type TrainerOptions, trainer } from "../nets/trainer.ts";
import { wasmMachine } from "../nets/wasm.ts";
import { loadWeights, weightsOf } from "../nets/weights.ts";
import { foldIn } from "../random/index.ts";
import type { Key } from "../random/key.ts";
import type { Context, Opener } from "./lab.ts";
import { minibatches } from "./minibatches.ts";
import { drive, type Machine, type Start } from "./process.ts";
import { eachStep, type Row } from "./records.ts";

export interface Training extends Omit<TrainerOptions, "machine" | "key"> {
  readonly train: Uint32Array;
  /** Held out; may be empty, then nothing is recorded of them. */
  readonly test: Uint32Array;
  /** Steps between two evaluations of held-out samples, and of how many (the first ones). Default 20 and 256. */
  readonly evaluation?: { readonly every: number; readonly samples: number };
  /** Weights to begin with, by name; drawn from the key where there are none. */
  readonly initial?: Arrays;
  /** When to stop before the last step. */
  readonly stop?: StopRule;
  /** What a view draws now besides the weights. */
  live?(trained: Trainer): Arrays;
}

/** Stops when a measure of the held-out samples is this good, or when their loss has not become lower for so many evaluations. */
export interface StopRule {
  readonly patience?: number;
  readonly target?: { readonly measure: string; readonly atLeast: number };
}

/** Why training ended before its last step; the code in `output.stopped[1]`. */
export const STOPS = ["not stopped", "diverged", "patience", "target"] as const;

/** Of a training under way. The arrays are the blocks of the net's layout. */
interface Saved {
  readonly parameters: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** Parameters with the lowest held-out loss so far, which a training that diverges or runs out of patience goes back to. */
  readonly best: Float32Array;
  readonly bestLoss: number;
  readonly bestStep: number;
  /** Evaluations since. */
  readonly waited: number;
  /** Step at which training ended, −1 while it goes on; and why. */
  readonly stopped: number;
  readonly reason: number;
}

export function machineOf({ device, wasm }: Pick<Context, "device" | "wasm">): MachineOf {
  return (layout) => (device === "wasm" ? wasmMachine(wasm("tensors"), layout) : scalarMachine(layout));
}

const STREAM = { net: 1, order: 2 } as const;

/** Held-out measures: "loss" is recorded as "testLoss". */
export const heldOutName = (measure: string) => `test${measure[0].toUpperCase()}${measure.slice(1)}`;

export function training<P>(declare: (params: P, context: Context) => Training): Opener {
  const open = (params: P, context: Context, key: Key) => {
    const own = declare(params, context);
    const batch = Math.min(own.batch, own.train.length);
    const order = minibatches(own.train, batch, (epoch) => foldIn(key, STREAM.order, epoch));
    return {
      own,
      order,
      net: trainer({ ...own, batch, machine: machineOf(context), key: foldIn(key, STREAM.net) }, order),
    };
  };
  const lead = (params: P, context: Context, { key, saved, step: begun }: Start<Saved>): Machine<Saved> => {
    const { own, order, net } = open(params, context, key);
    const state = stateOf(net, own, saved);
    const { every, samples } = own.evaluation ?? { every: 20, samples: 256 };
    const tested = own.test.subarray(0, samples);
    const run = runShards(net.step, begun, net.isAlone ? undefined : context.gang);

    const learn = (n: number, row: Row<string>): Later<void> => {
      if (state.stopped >= 0) return undefined;
      return andThen(run.step(n), (losses) => {
        const means = net.means(losses, order(n).length);
        if (!Number.isFinite(means.loss)) return stop(net, state, n, "diverged");
        for (const name of net.measures) row[name] = means[name];
        if (n % every === 0 && tested.length > 0) judge(net, state, own, n, net.evaluate(tested), row);
      });
    };
    return {
      advance: eachStep(recordsOf(net.measures, tested.length > 0), learn),
      live: () => ({ ...weightsOf(net.machine.layout, net.machine.block("parameters")), ...own.live?.(net) }),
      save: () =>
        andThen(run.collect(), () => ({
          ...state,
          best: state.best.slice(),
          parameters: net.machine.block("parameters").slice(),
          first: net.machine.block("first").slice(),
          second: net.machine.block("second").slice(),
        })),
      output: () => ({
        ...weightsOf(net.machine.layout, net.machine.block("parameters")),
        stopped: array(Float64Array.of(state.stopped, state.reason)),
      }),
      close: () => run.close(),
    };
  };
  return drive(lead, {
    member: ({ params, key }, context, buffers, seat) =>
      joinShards(open(params as P, context, key).net.step, buffers, seat),
  });
}

type State = { -readonly [Name in keyof Omit<Saved, "parameters" | "first" | "second">]: Saved[Name] };

function stateOf(net: Trainer, { initial }: Training, saved: Saved | undefined): State {
  const { layout } = net.machine;
  const parameters = net.machine.block("parameters");
  if (saved) {
    const { parameters: now, first, second, ...rest } = saved;
    parameters.set(now);
    net.machine.block("first").set(first);
    net.machine.block("second").set(second);
    return { ...rest };
  }
  if (initial) loadWeights(layout, parameters, initial);
  return {
    best: parameters.slice(),
    bestLoss: Number.POSITIVE_INFINITY,
    bestStep: 0,
    waited: 0,
    stopped: -1,
    reason: 0,
  };
}

/** Records what held-out samples say, keeps the best parameters, and stops where a rule says so. */
function judge(net: Trainer, state: State, { stop: rule }: Training, n: number, means: Means, row: Row<string>): void {
  if (!Number.isFinite(means.loss)) {
    stop(net, state, n, "diverged");
    return;
  }
  for (const name of net.measures) row[heldOutName(name)] = means[name];
  if (means.loss < state.bestLoss) {
    state.best.set(net.machine.block("parameters"));
    state.bestLoss = means.loss;
    state.bestStep = n;
    state.waited = 0;
  } else state.waited++;
  const { patience, target } = rule ?? {};
  if (target && means[target.measure] >= target.atLeast) stop(net, state, n, "target");
  else if (patience !== undefined && state.waited >= patience) stop(net, state, n, "patience");
}

/** Where it got worse the best parameters come back. */
function stop(net: Trainer, state: State, n: number, why: (typeof STOPS)[number]): void {
  state.stopped = n;
  state.reason = STOPS.indexOf(why);
  if (why !== "target") net.machine.block("parameters").set(state.best);
}

function recordsOf(measures: readonly string[], isTested: boolean): readonly string[] {
  return isTested ? [...measures, ...measures.map(heldOutName)] : measures;
}

/** Step and reason of a training that ended by itself. */
export function stoppedOf(
  output: Arrays | undefined,
): { readonly step: number; readonly why: (typeof STOPS)[number] } | undefined {
  const stopped: NDArray | undefined = output?.stopped;
  if (stopped === undefined || stopped.values[0] < 0) return undefined;
  return { step: stopped.values[0], why: STOPS[stopped.values[1]] };
}
