/**
 * The process that trains a net: what a lab declares is its net, its loss, its data and its pictures. Steps are minibatches; each epoch visits the
 * training samples in an order of its own. Records: `loss` of every step and its other measures; of held-out samples now and then the same under
 * `testLoss`, …. Training ends by itself where the loss is no longer finite, or where a rule says so; the steps that are left then do nothing.
 */
import { type Arrays, array } from "../arrays.ts";
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
import { STOPS } from "./stopped.ts";

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

/**
 * Of a training under way. The arrays are the blocks of the net's layout; what is being learnt as bits, since a step may leave NaN, which the next one
 * finds out, and no checkpoint with NaN is kept.
 */
interface Saved {
  readonly parameters: Uint32Array;
  readonly first: Uint32Array;
  readonly second: Uint32Array;
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
    const { every, samples } = own.evaluation ?? { every: 20, samples: 256 };
    const tested = own.test.subarray(0, samples);
    const state = saved ? resumed(net, saved) : begin(net, own, tested);
    let done = begun;
    const run = runShards(net.step, begun, net.isAlone ? undefined : context.gang);

    const learn = (n: number, row: Row<string>): Later<void> => {
      done = n + 1;
      if (state.stopped >= 0) return undefined;
      return andThen(run.step(n), (losses) => {
        const means = net.means(losses, order(n).length);
        if (!Number.isFinite(means.loss)) return stop(net, state, n, "diverged");
        for (const name of net.measures) row[name] = means[name];
        if (n % every === 0 && tested.length > 0) judge(net, state, own, n, net.evaluate(tested), row);
      });
    };
    return {
      advance: eachStep(recordsOf(net, tested.length > 0), learn),
      live: () => ({ ...weightsOf(net.machine.layout, net.machine.block("parameters")), ...own.live?.(net) }),
      save: () =>
        andThen(run.collect(), () => ({
          ...state,
          best: state.best.slice(),
          parameters: bitsOf(net, "parameters"),
          first: bitsOf(net, "first"),
          second: bitsOf(net, "second"),
        })),
      output() {
        // No step is left to find out what the last one did.
        const weights = net.machine.block("parameters");
        if (state.stopped < 0 && !weights.every(Number.isFinite)) stop(net, state, done, "diverged");
        return {
          ...weightsOf(net.machine.layout, weights),
          stopped: array(Float64Array.of(state.stopped, state.reason)),
        };
      },
      close: () => run.close(),
    };
  };
  return drive(lead, {
    member: ({ params, key }, context, buffers, seat) =>
      joinShards(open(params as P, context, key).net.step, buffers, seat),
  });
}

type State = { -readonly [Name in keyof Omit<Saved, "parameters" | "first" | "second">]: Saved[Name] };

const LEARNT = ["parameters", "first", "second"] as const;

function resumed(net: Trainer, saved: Saved): State {
  for (const name of LEARNT) net.machine.block(name).set(new Float32Array(saved[name].buffer));
  const { parameters: _, first: __, second: ___, ...state } = saved;
  return { ...state };
}

function bitsOf(net: Trainer, name: (typeof LEARNT)[number]): Uint32Array {
  return new Uint32Array(net.machine.block(name).slice().buffer);
}

/** What is never better than at the start goes back to it. */
function begin(net: Trainer, { initial }: Training, tested: Uint32Array): State {
  const parameters = net.machine.block("parameters");
  if (initial) loadWeights(net.machine.layout, parameters, initial);
  const best = parameters.slice();
  const { loss } = tested.length > 0 ? net.evaluate(tested) : { loss: Number.POSITIVE_INFINITY };
  return {
    best,
    bestLoss: Number.isFinite(loss) ? loss : Number.POSITIVE_INFINITY,
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
  for (const name of net.tested) row[heldOutName(name)] = means[name];
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

function recordsOf({ measures, tested }: Trainer, isTested: boolean): readonly string[] {
  return isTested ? [...measures, ...tested.map(heldOutName)] : measures;
}
