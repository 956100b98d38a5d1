/** The gradient of a minibatch, of which some shards or all go through the net. */
import { foldIn } from "../random/index.ts";
import type { Key } from "../random/key.ts";
import { asInput } from "./leaves.ts";
import type { NetMachine, Program } from "./machine.ts";
import { measuresOf, outputsOf, ownMeasures } from "./measures.ts";
import { type BuiltNet, gradientsOf, type Model, SHARE } from "./model.ts";
import { ordered } from "./order.ts";
import { isShardSum } from "./shard-sums.ts";
import type { ShardedStep } from "./sharded-step.ts";
import { sideOf, type Turn, type Turns } from "./sides.ts";
import { type Load, passes } from "./sources.ts";
import { treeSum } from "./tree.ts";

/** Of the steps, under the key of the training. */
const STEP = 2;

/** What is random in a step follows from it. */
export function keyOfStep(key: Key, step: number): Key {
  return foldIn(key, STEP, step);
}

export interface Minibatches {
  readonly machine: NetMachine;
  readonly model: Model;
  readonly key: Key;
  readonly load: Load;
  /** Samples of a shard. */
  readonly rows: number;
  readonly measures: readonly string[];
  readonly turns: Turns | undefined;
  samplesOf(step: number): Uint32Array;
}

/** Leaves the gradient of shards [from, from + count) in its block, and the sums of their losses: at once where the net can, else shard by shard. */
export function gradientOf(minibatches: Minibatches): ShardedStep["gradient"] {
  const { turns } = minibatches;
  if (!turns) return sideGradient(minibatches);
  const sides = new Map<string, ShardedStep["gradient"]>();
  return (step, ...rest) => {
    const turn = turns.of(step);
    const gradient = sides.get(turn.side) ?? sideGradient(minibatches, turn);
    sides.set(turn.side, gradient);
    return gradient(step, ...rest);
  };
}

/** The same of the steps of one side. */
function sideGradient(minibatches: Minibatches, turn?: Turn): ShardedStep["gradient"] {
  const { machine, model, rows } = minibatches;
  const pass = passOf(minibatches, turn);
  if (Object.values(gradientsOf(sideOf(model.build(rows, true), turn), machine.layout)).every(isShardSum)) return pass;
  return (step, from, count, losses) => {
    if (count === 1) return pass(step, from, 1, losses);
    const shard = (s: number) => {
      pass(step, from + s, 1, losses);
      return { gradient: machine.block("gradients").slice(), losses: losses.slice() };
    };
    const sums = treeSum(count, shard, (a, b) => {
      for (const [p, slope] of b.gradient.entries()) a.gradient[p] += slope;
      for (const [m, loss] of b.losses.entries()) a.losses[m] += loss;
      return a;
    });
    machine.block("gradients").set(sums.gradient);
    losses.set(sums.losses);
  };
}

/** The same in one pass through the net, which also moves its statistics on. */
function passOf({ machine, model, key, load, rows, measures, samplesOf }: Minibatches, turn?: Turn) {
  const programs = passes((count) => trainingPass(machine, sideOf(model.build(count, true), turn), rows));
  const net = model.build(rows, true);
  const inputs = turn && inputsOf(sideOf(net, turn));
  const own = ownMeasures(net, turn);
  const named = measuresOf(sideOf(net, turn));
  const statistics = machine.layout.parts.filter(({ fixed }) => fixed);
  return (step: number, from: number, count: number, losses: Float64Array): void => {
    const samples = samplesOf(step);
    const picked = samples.subarray(from * rows, (from + count) * rows);
    const program = programs(picked.length);
    load(program, picked, inputs);
    program.input(SHARE)[0] = 1 / samples.length;
    program.run(from * rows, keyOfStep(key, step));
    if (turn) losses.fill(0);
    for (const [m, name] of named.entries()) losses[measures.indexOf(own[m])] = sumOfShards(program.output(name), rows);
    for (const { name, offset } of statistics) machine.block("parameters").set(program.output(`next ${name}`), offset);
  };
}

function trainingPass(machine: NetMachine, net: BuiltNet, segment: number): Program {
  const gradients = gradientsOf(net, machine.layout);
  const next = Object.entries(net.statistics ?? {}).map(([name, tensor]) => [`next ${name}`, tensor] as const);
  return machine.program({ outputs: { ...outputsOf(net), ...Object.fromEntries(next) }, gradients }, { segment });
}

/** Names of what is fed into the losses and measures of a side. */
function inputsOf({ losses, measures }: BuiltNet): ReadonlySet<string> {
  const tensors = ordered([losses, ...Object.values(measures ?? {})]);
  return new Set(tensors.flatMap((tensor) => asInput(tensor)?.name ?? []));
}

/** In float64, ascending within each shard, then as the tree. */
function sumOfShards(values: Float32Array, rows: number): number {
  const shard = (s: number) => values.subarray(s * rows, (s + 1) * rows).reduce((total, x) => total + x, 0);
  return treeSum(Math.ceil(values.length / rows), shard, (a, b) => a + b);
}
