import { array } from "../../shared/arrays.ts";
import type { Context, Task } from "../../shared/labs/lab.ts";
import { drive } from "../../shared/labs/process.ts";
import { eachStep } from "../../shared/labs/records.ts";
import { andThen, type Later } from "../../shared/later.ts";
import { joinShards, runShards, type ShardedStep } from "../../shared/nets/shards.ts";
import { foldIn, type Key } from "../../shared/random/index.ts";

/** What a simulated thread does while it computes: it is called with the shards of a pass before their gradient is written. */
export type Charge = (shards: number) => Later<void>;

interface FitParams {
  /** Coefficients: a multiple of 4. */
  readonly inputs: number;
  /** Rows per shard. */
  readonly rows: number;
  /** Of a whole minibatch; every third has fewer. */
  readonly shards: number;
}

const f = Math.fround;

/**
 * Least squares by Adam, in plain TypeScript with the sums of a net: rows within a shard in ascending order, shards as a tree. Every float of every
 * step depends on all earlier ones, so a lost, repeated or torn step changes the result.
 */
export function fitStep({ key, params }: Task, charge: Charge = () => undefined): ShardedStep {
  const { inputs: count, rows, shards: most } = params as unknown as FitParams;
  const blocks = Array.from({ length: 4 }, () => new Float32Array(count));
  const [parameters, gradients, first, second] = blocks;
  const x = new Float32Array(count);
  const shardsOf = (n: number) => (n % 3 === 2 ? Math.max(1, most - (n % most)) : most);
  /** Adds one row's gradient to `into`; returns its squared and its absolute error. */
  const row = (n: number, index: number, into: Float32Array): readonly [number, number] => {
    const draw = draws(foldIn(key, n, index));
    let error = f(draw());
    for (let i = 0; i < count; i++) {
      x[i] = draw();
      error = f(error - f(parameters[i] * x[i]));
    }
    for (let i = 0; i < count; i++) into[i] = f(into[i] - f(error * x[i]));
    return [error * error, Math.abs(error)];
  };
  const node = (n: number, from: number, shards: number, losses: Float64Array): Float32Array => {
    if (shards === 1) {
      const sum = new Float32Array(count);
      losses.fill(0);
      for (let r = 0; r < rows; r++) {
        const [square, error] = row(n, from * rows + r, sum);
        losses[0] += square;
        losses[1] += error;
      }
      return sum;
    }
    // The largest power of two below, as the tree has it.
    const half = 2 ** Math.ceil(Math.log2(shards) - 1);
    const other = new Float64Array(losses.length);
    const left = node(n, from, half, losses);
    const right = node(n, from + half, shards - half, other);
    for (let l = 0; l < losses.length; l++) losses[l] += other[l];
    return left.map((value, i) => f(value + right[i]));
  };
  return {
    count,
    states: 2,
    losses: 2,
    parameters: () => parameters,
    gradients: () => gradients,
    state: (index) => [first, second][index],
    shardsOf,
    gradient: (n, from, shards, losses) =>
      andThen(charge(shards), () => {
        gradients.set(node(n, from, shards, losses));
      }),
    add(from, to, other) {
      for (let i = from; i < to; i++) gradients[i] = f(gradients[i] + other[i]);
    },
    update(n, from, to) {
      const rate = f(0.01 / (1 + n / 100));
      for (let i = from; i < to; i++) {
        first[i] = f(f(0.9 * first[i]) + f(0.1 * gradients[i]));
        second[i] = f(f(0.99 * second[i]) + f(0.01 * f(gradients[i] * gradients[i])));
        parameters[i] = f(parameters[i] - f(f(rate * first[i]) / f(f(Math.sqrt(second[i])) + f(1e-3))));
      }
    },
  };
}

/** Numbers within ±½, quickly (xorshift): a simulation has thousands of rows. */
function draws([a, b]: Key): () => number {
  let state = (a ^ b) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 32;
  };
}

/** The opener of such a training, with a gang. */
export const fitWith = (charge: Charge = () => undefined, join: () => Later<void> = () => undefined) =>
  drive<unknown, { parameters: Float32Array; first: Float32Array; second: Float32Array }>(
    (_params, context: Context, start) => {
      const step = fitStep(start, charge);
      if (start.saved !== undefined) {
        step.parameters().set(start.saved.parameters);
        step.state(0).set(start.saved.first);
        step.state(1).set(start.saved.second);
      }
      const run = runShards(step, start.step, context.gang);
      return {
        advance: eachStep(["squares", "errors"], (n, row) =>
          andThen(run.step(n), ([squares, errors]) => {
            Object.assign(row, { squares, errors });
          }),
        ),
        live: () => ({ parameters: array(step.parameters().slice()) }),
        save: () =>
          andThen(run.collect(), () => ({
            parameters: step.parameters(),
            first: step.state(0),
            second: step.state(1),
          })),
        output: () =>
          andThen(run.collect(), () => ({
            parameters: array(step.parameters().slice()),
            second: array(step.state(1).slice()),
          })),
        close: () => run.close(),
      };
    },
    {
      member: (task, _context, buffers, seat) =>
        andThen(join(), () => joinShards(fitStep(task, charge), buffers, seat)),
    },
  );
