import { array } from "../../../arrays.ts";
import { blockCount } from "../../../kernels/moments/index.ts";
import { etaOf, secondMoment, slowDirections } from "../../../kernels/sfa/sfa.ts";
import { foldIn, permutation } from "../../../random/index.ts";
import { concatenate } from "../../../stats/chains.ts";
import { lazy } from "../../lazy.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { checkSfa, knownOf } from "./data.ts";
import type { SfaTaskParams } from "./fields.ts";
import { openChange, openFit, passOver, type SavedChange, type SavedFit } from "./pass.ts";
import { stimuliOf } from "./stimuli.ts";

/** Steps of the task "slow": three passes over the rows. */
export function slowSteps(rows: number): number {
  return 3 * blockCount(rows);
}
/** Steps of the task "chance": two passes over the rows, and one more per shuffle. */
export function chanceSteps(rows: number, shuffles: number): number {
  return (2 + shuffles) * blockCount(rows);
}

/**
 * Slow features: two passes fit, the third writes y(t) of every time-embedded input. Output: "features" (rows × count), "delta" and "eta" of all directions,
 * "sizes" (input columns, inputs kept, functions, functions that vary), "correlations" with the known variables, "filters" and "stimuli".
 */
export const sfaSlow = drive(
  (params: SfaTaskParams, context, { saved }: Start<{ fit: SavedFit; features: Float64Array }>) => {
    const table = checkSfa(params, context.data);
    const pass = passOver(params, table, context);
    const fit = openFit(pass, saved?.fit);
    const directions = lazy(() => slowDirections(fit.expanded(), fit.change(), pass.arithmetic, params.features));
    const features = saved ? [saved.features] : [];
    const written = () => {
      const y = concatenate(features);
      const { count } = directions();
      return { features: array(y, [y.length / count, count]) };
    };
    return {
      advance: eachStep([], (n) => {
        if (n < fit.steps) return fit.step(n);
        const { mean } = fit.expanded();
        const rows = pass.expanded(n - fit.steps, fit.input());
        features.push(pass.arithmetic.project(rows, rows.length / mean.length, mean, directions().matrix));
      }),
      live: () => (features.some(({ length }) => length > 0) ? written() : {}),
      save: () => ({ fit: fit.save(), features: concatenate(features) }),
      output() {
        const slow = directions();
        const { mean, rank } = fit.expanded();
        const known = knownOf(table, params).map(({ values }) => values);
        return {
          ...written(),
          delta: array(slow.delta.slice()),
          eta: array(etaOf(slow.delta, pass.embedded.rows)),
          sizes: array(Int32Array.of(pass.embedded.columns, fit.input().rank, mean.length, rank)),
          correlations: array(correlationsOf(concatenate(features), slow.count, known), [slow.count, known.length]),
          ...stimuliOf(pass, fit.input(), slow),
        };
      },
    };
  },
);

/** Both passes, Δ of the shuffles that are done, and of the one under way its change so far. */
interface SavedChance {
  readonly fit: SavedFit;
  readonly delta: Float64Array;
  readonly change?: SavedChange | undefined;
}

/** The same with the rows in random order: what is slow then is slow by chance. A step is a block; output "delta": shuffles × count. */
export const sfaChance = drive((params: SfaTaskParams, context, { key, step, steps, saved }: Start<SavedChance>) => {
  const pass = passOver(params, checkSfa(params, context.data), context);
  const fit = openFit(pass, saved?.fit);
  const deltas = [...(saved?.delta ?? [])];
  const open = (n: number, change?: SavedChange) => ({
    order: permutation(foldIn(key, Math.floor((n - fit.steps) / pass.blocks)), pass.embedded.rows),
    change: openChange(pass, fit.expanded().mean.length, change),
  });
  let shuffle = saved?.change && open(step, saved.change);
  return {
    advance: eachStep([], (n) => {
      if (n < fit.steps) return fit.step(n);
      const block = (n - fit.steps) % pass.blocks;
      if (block === 0 || !shuffle) shuffle = open(n);
      shuffle.change.add(pass.expanded(block, fit.input(), shuffle.order));
      if (block + 1 < pass.blocks) return;
      const change = secondMoment(shuffle.change.moments());
      deltas.push(
        ...slowDirections(fit.expanded(), change, pass.arithmetic, params.features).delta.slice(0, params.features),
      );
    }),
    save: () => ({ fit: fit.save(), delta: Float64Array.from(deltas), change: shuffle?.change.save() }),
    output() {
      const shuffles = steps / pass.blocks - 2;
      return { delta: array(Float64Array.from(deltas), [shuffles, deltas.length / shuffles]) };
    },
  };
});

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
