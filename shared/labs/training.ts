/**
 * The process that trains a net: what a lab declares is its net, its loss, its data and its pictures. Steps are minibatches; each epoch visits the
 * training samples in an order of its own. Records: `loss` of every step and its other measures; of held-out samples now and then the same under
 * `testLoss`, …. Training ends by itself where the loss is no longer finite, or where a rule says so; the steps that are left then do nothing.
 */
import { array } from "../arrays.ts";
import { andThen, type Later } from "../later.ts";
import type { MachineOf } from "../nets/net.ts";
import { scalarMachine } from "../nets/scalar.ts";
import { joinShards, runShards } from "../nets/shards.ts";
import { type Means, type Trainer, trainer } from "../nets/trainer.ts";
import { wasmMachine } from "../nets/wasm.ts";
import { loadWeights, weightsOf } from "../nets/weights.ts";
import { foldIn } from "../random/index.ts";
import type { Key } from "../random/key.ts";
import type { Context, Opener } from "./lab.ts";
import { minibatches } from "./minibatches.ts";
import { drive, type Machine, type Start } from "./process.ts";
import { eachStep, type Row } from "./records.ts";
import { STOPS } from "./stopped.ts";
import {
  heldOutName,
  heldOutOf,
  type OnGpu,
  type Opened,
  recordsOf,
  type Saved,
  type Training,
} from "./training-state.ts";

/** For all but training, which has machines of its own on a GPU: questions to a net and what is measured of it are small. */
export function machineOf({ device, wasm }: Pick<Context, "device" | "wasm">): MachineOf {
  return (layout) => (device === "scalar" ? scalarMachine(layout) : wasmMachine(wasm("tensors"), layout));
}

const STREAM = { net: 1, order: 2 } as const;

export function training<P>(declare: (params: P, context: Context) => Training): Opener {
  const open = (params: P, context: Context, key: Key): Opened => {
    const declared = declare(params, context);
    const own = { ...declared, batch: Math.min(declared.batch, declared.train.length), key: foldIn(key, STREAM.net) };
    const order = minibatches(own.train, own.batch, (epoch) => foldIn(key, STREAM.order, epoch));
    return { own, order, net: trainer({ ...own, machine: machineOf(context) }, order) };
  };
  const lead = (params: P, context: Context, start: Start<Saved>): Later<Machine<Saved>> => {
    const opened = open(params, context, start.key);
    const { device, gpu, beat } = context;
    if (device === "webgpu" && !gpu)
      throw new Error(`task ${start.id} trains a net without a GPU (its plan must ask: gpu)`);
    if (gpu && opened.own.cut)
      throw new Error(`task ${start.id} cuts connections, which a GPU does not (its plan must not ask: gpu)`);
    return gpu ? onGpu({ gpu, beat }, opened, start) : here(opened, context, start);
  };
  /** The code for a GPU is loaded by the first training on one. */
  const onGpu = async (on: OnGpu, opened: Opened, start: Start<Saved>) =>
    (await import("./training-on-gpu.ts")).trainingOnGpu(on, opened, start);
  const here = (
    { own, order, net }: Opened,
    context: Context,
    { saved, step: begun }: Start<Saved>,
  ): Machine<Saved> => {
    const { every, tested } = heldOutOf(own);
    const state = saved ? resumed(net, saved) : begin(net, own, tested);
    let done = begun;
    const run = runShards(net.step, begun, net.isAlone ? undefined : context.gang);

    const learn = (n: number, row: Row<string>): Later<void> => {
      done = n + 1;
      if (state.stopped >= 0) return undefined;
      return andThen(run.step(n), (losses) => {
        const means = net.means(losses, order(n).length, n);
        if (!Number.isFinite(means.loss)) return stop(net, state, n, "diverged");
        for (const [m, name] of net.measures.entries()) {
          if (state.told && means[name] !== undefined) state.told[m] = means[name];
          row[name] = state.told ? state.told[m] : means[name];
        }
        if (n % every === 0 && tested.length > 0) judge(net, state, own, n, net.evaluate(tested), row);
        else if (n % every === 0 && own.turns) keepNow(net, state, n);
      });
    };
    const weightsNow = () => weightsOf(net.machine.layout, net.machine.block("parameters"));
    /** Averages may be elsewhere, as states of the optimiser are. */
    const collected = (): Later<void> => (own.average ? run.collect() : undefined);
    /** Where training went wrong it has gone back to parameters, not to averages. */
    const averaged = <T>(look: () => T): T => (state.stopped < 0 ? net.averaged(look) : look());
    const watched =
      ({ measure }: NonNullable<Training["watch"]>) =>
      (n: number, row: Row<string>): Later<void> =>
        andThen(learn(n, row), () => {
          if (n % every === 0)
            return andThen(collected(), () => averaged(() => void Object.assign(row, measure(weightsNow(), net))));
        });
    return {
      advance: eachStep(recordsOf(net, tested.length > 0, own), own.watch ? watched(own.watch) : learn),
      live: () => andThen(collected(), () => averaged(() => ({ ...weightsNow(), ...own.live?.(net) }))),
      save: () =>
        andThen(run.collect(), () => ({
          ...state,
          best: state.best.slice(),
          ...(state.told && { told: state.told.slice() }),
          parameters: bitsOf(net, "parameters"),
          first: bitsOf(net, "first"),
          second: bitsOf(net, "second"),
          ...(own.average && { average: bitsOf(net, "average") }),
        })),
      output() {
        // No step is left to find out what the last one did.
        const weights = net.machine.block("parameters");
        if (state.stopped < 0 && !weights.every(Number.isFinite)) stop(net, state, done, "diverged");
        return andThen(collected(), () => ({
          ...averaged(weightsNow),
          stopped: array(Float64Array.of(state.stopped, state.reason)),
        }));
      },
      close: () => run.close(),
    };
  };
  return drive(lead, {
    member: ({ params, key }, context, buffers, seat) =>
      joinShards(open(params as P, context, key).net.step, buffers, seat),
  });
}

type State = { -readonly [Name in keyof Omit<Saved, "parameters" | "first" | "second" | "average">]: Saved[Name] };

const LEARNT = ["parameters", "first", "second", "average"] as const;

function resumed(net: Trainer, saved: Saved): State {
  for (const name of LEARNT) {
    const bits = saved[name];
    if (bits) net.machine.block(name).set(new Float32Array(bits.buffer));
  }
  const { parameters: _, first: __, second: ___, average: ____, ...state } = saved;
  return { ...state };
}

function bitsOf(net: Trainer, name: (typeof LEARNT)[number]): Uint32Array {
  return new Uint32Array(net.machine.block(name).slice().buffer);
}

/** What is never better than at the start goes back to it. */
function begin(net: Trainer, { initial, turns, average }: Training, tested: Uint32Array): State {
  const averages = average && net.machine.block("average");
  const parameters = net.machine.block("parameters");
  if (initial) loadWeights(net.machine.layout, parameters, initial);
  averages?.set(parameters);
  const best = parameters.slice();
  const { loss } = tested.length > 0 ? net.evaluate(tested) : { loss: Number.POSITIVE_INFINITY };
  return {
    best,
    bestLoss: Number.isFinite(loss) ? loss : Number.POSITIVE_INFINITY,
    bestStep: 0,
    waited: 0,
    stopped: -1,
    reason: 0,
    ...(turns && { told: new Float64Array(net.measures.length).fill(Number.POSITIVE_INFINITY) }),
  };
}

/** Where no loss says which parameters are the best (sides that learn from each other), the last ones that are finite come back. */
function keepNow(net: Trainer, state: State, n: number): void {
  const parameters = net.machine.block("parameters");
  if (!parameters.every(Number.isFinite)) return;
  state.best.set(parameters);
  state.bestStep = n;
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
