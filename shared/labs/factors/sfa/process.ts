import { type Arrays, array } from "../../../arrays.ts";
import { blockCount } from "../../../kernels/moments/index.ts";
import {
  etaOf,
  type SlowDirections,
  secondMoment,
  slowDirections,
  type Whitening,
  whitening,
} from "../../../kernels/sfa/sfa.ts";
import { fold, permutation } from "../../../random/index.ts";
import type { Context, Process, Task } from "../../lab.ts";
import { checkSfa, knownOf } from "./data.ts";
import type { SfaParams } from "./fields.ts";
import { type ChangeMoments, openChange, openLearning, type Pass, passOver, prefixed, under } from "./pass.ts";
import { stimuliOf } from "./stimuli.ts";

/** Steps of the task "slow": the rows go by three times. */
export function slowSteps(rows: number): number {
  return 3 * blockCount(rows);
}
/** Steps of the task "chance": the rows go by twice, and once more a shuffle. */
export function chanceSteps(rows: number, shuffles: number): number {
  return (2 + shuffles) * blockCount(rows);
}

/** The whitening of the expanded signal: only null directions are dropped. */
function sphereOf(pass: Pass, expanded: { moments(): Parameters<typeof whitening>[0] }): Whitening {
  return whitening(expanded.moments(), pass.arithmetic.eigen, Number.POSITIVE_INFINITY, false);
}

/**
 * Slow features: two passes learn, the third writes y(t) of every joined input. Output: "features" (rows × count), "delta" and "eta" of all directions,
 * "sizes" (input columns, inputs kept, functions, functions that vary), "correlations" with the known variables, "filters" and "stimuli".
 */
export function openSlow(task: Task, context: Context, checkpoint: Arrays = {}): Process {
  const params = task.params as unknown as SfaParams;
  const table = checkSfa(params, context.data);
  const pass = passOver(params, table, context);
  let step = checkpoint.step?.values[0] ?? 0;
  const learning = openLearning(pass, under("learning.", checkpoint), step);
  const features: Float64Array[] = checkpoint.features ? [checkpoint.features.values as Float64Array] : [];
  let found: { sphere: Whitening; slow: SlowDirections } | undefined;
  const find = () => {
    const sphere = sphereOf(pass, learning.expanded);
    const change = secondMoment(learning.change.moments());
    return { sphere, slow: slowDirections(sphere, change, pass.arithmetic, params.features) };
  };
  const directions = () => {
    found ??= find();
    return found;
  };
  return {
    get step() {
      return step;
    },
    advance(steps) {
      for (const end = step + steps; step < end; step++) {
        if (step < learning.steps) learning.step(step);
        else {
          const { sphere, slow } = directions();
          const rows = pass.expanded(step - learning.steps, learning.input);
          features.push(pass.arithmetic.project(rows, rows.length / sphere.mean.length, sphere.mean, slow.matrix));
        }
      }
      return {};
    },
    snapshot(): Arrays {
      const y = joinRows(features);
      const { count } = y.length > 0 ? directions().slow : { count: 1 };
      return y.length > 0 ? { features: array(y, [y.length / count, count]) } : {};
    },
    checkpoint: () => ({
      step: array(Float64Array.of(step)),
      ...prefixed("learning.", learning.checkpoint()),
      ...(features.length > 0 ? { features: array(joinRows(features)) } : {}),
    }),
    output() {
      const { sphere, slow } = directions();
      const y = joinRows(features);
      const known = knownOf(table, params).map(({ values }) => values);
      const sizes = [pass.joined.columns, learning.input.size, sphere.mean.length, sphere.size];
      return {
        features: array(y, [pass.joined.rows, slow.count]),
        delta: array(slow.delta.slice()),
        eta: array(etaOf(slow.delta, pass.joined.rows)),
        sizes: array(Int32Array.from(sizes)),
        correlations: array(correlationsOf(y, slow.count, known), [slow.count, known.length]),
        ...stimuliOf(pass, learning.input, slow),
      };
    },
  };
}

/** The same with the rows in random order: what is slow then is so by chance. A step is a block; output "delta": shuffles × count. */
export function openChance(task: Task, context: Context, checkpoint: Arrays = {}): Process {
  const params = task.params as unknown as SfaParams;
  const pass = passOver(params, checkSfa(params, context.data), context);
  let step = checkpoint.step?.values[0] ?? 0;
  const learning = openLearning(pass, under("learning.", checkpoint), step);
  const deltas: number[] = Array.from(checkpoint.delta?.values ?? []);
  const inside = (now: number) => (now - learning.steps) % pass.blocks;
  let sphere: Whitening | undefined;
  let order: Uint32Array = new Uint32Array(0);
  let change: ChangeMoments | undefined;
  const shuffle = (now: number) => {
    order = permutation(fold(task.key, (now - learning.steps - inside(now)) / pass.blocks), pass.joined.rows);
    sphere ??= sphereOf(pass, learning.expanded);
  };
  const stepShuffle = () => {
    if (inside(step) === 0 || change === undefined) {
      shuffle(step);
      const from = inside(step) === 0 ? {} : under("change.", checkpoint);
      change = openChange(pass, (sphere as Whitening).mean.length, from);
    }
    change.add(pass.expanded(inside(step), learning.input, order));
    if (inside(step) + 1 < pass.blocks) return;
    const { delta } = slowDirections(
      sphere as Whitening,
      secondMoment(change.moments()),
      pass.arithmetic,
      params.features,
    );
    for (let i = 0; i < params.features; i++) if (i < delta.length) deltas.push(delta[i]);
  };
  return {
    get step() {
      return step;
    },
    advance(steps) {
      for (const end = step + steps; step < end; step++) {
        if (step < learning.steps) learning.step(step);
        else stepShuffle();
      }
      return {};
    },
    snapshot: () => ({}),
    checkpoint: () => ({
      step: array(Float64Array.of(step)),
      delta: array(Float64Array.from(deltas)),
      ...prefixed("learning.", learning.checkpoint()),
      ...(change ? prefixed("change.", change.checkpoint()) : {}),
    }),
    output() {
      const shuffles = (step - learning.steps) / pass.blocks;
      return { delta: array(Float64Array.from(deltas), [shuffles, deltas.length / shuffles]) };
    },
  };
}

function joinRows(parts: Float64Array[]): Float64Array {
  if (parts.length === 1) return parts[0].slice();
  const out = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Pearson's r of each feature with each known variable; 0 where a variable does not vary. */
function correlationsOf(y: Float64Array, count: number, known: readonly Float64Array[]): Float64Array {
  const rows = y.length / count;
  const out = new Float64Array(count * known.length);
  for (const [f, values] of known.entries()) {
    if (values.every((value) => value === values[0])) continue;
    let mean = 0;
    for (const value of values) mean += value / rows;
    let variance = 0;
    for (const value of values) variance += (value - mean) ** 2;
    for (let i = 0; i < count; i++) {
      let [own, sum, both] = [0, 0, 0];
      for (let t = 0; t < rows; t++) own += y[t * count + i] / rows;
      for (let t = 0; t < rows; t++) {
        const centred = y[t * count + i] - own;
        sum += centred * centred;
        both += centred * (values[t] - mean);
      }
      out[i * known.length + f] = both / Math.sqrt(sum * variance);
    }
  }
  return out;
}
