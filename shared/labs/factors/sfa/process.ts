import { type Arrays, array } from "../../../arrays.ts";
import { blockCount } from "../../../kernels/moments/index.ts";
import { etaOf, slowDirections } from "../../../kernels/sfa/sfa.ts";
import type { Later } from "../../../later.ts";
import { joinSums, runSums } from "../../../nets/gang-sums.ts";
import { concatenate } from "../../../stats/chains.ts";
import type { Context, Opener } from "../../lab.ts";
import { lazy } from "../../lazy.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { type ChangeMoments, openChange, type SavedChange } from "./change.ts";
import { checkSfa, knownOf, sizesOf } from "./data.ts";
import type { SfaTaskParams } from "./fields.ts";
import { known, openFit, type SavedFit } from "./fit.ts";
import { eachBlock, endsPart, partCount, partOf, passOver, rowsOf } from "./pass.ts";
import {
  advanceTo,
  cutOf,
  deltaOf,
  gatherShuffles,
  KIND,
  orderOf,
  type PartPass,
  type Shares,
  sumsOf,
} from "./shards.ts";
import { stimuliOf } from "./stimuli.ts";

/** Steps of the task "slow": three passes over the rows. */
export function slowSteps(rows: number): number {
  return 3 * blockCount(rows);
}
/** Steps of the task "chance": two passes over the rows, and one more per shuffle. */
export function chanceSteps(rows: number, shuffles: number): number {
  return (2 + shuffles) * blockCount(rows);
}

function sharesOf(params: SfaTaskParams, context: Context, key: Shares["key"], shuffles: boolean): Shares {
  const table = checkSfa(params, context.data);
  const sizes = sizesOf(params, table);
  return { pass: passOver(params, table, context), sizes, cut: cutOf(sizes, params.features), key, shuffles };
}

function memberOf(shuffles: boolean): Opener["member"] {
  return ({ params, key }, context, buffers, seat) =>
    joinSums(sumsOf(sharesOf(params as unknown as SfaTaskParams, context, key, shuffles)), buffers, seat);
}

/**
 * Slow features: two passes fit, the third writes y(t) of every time-embedded input; several threads may share each. Output: "features" (rows × count), "delta"
 * and "eta" of all directions, "sizes" (input columns, inputs kept, functions, functions that vary), "correlations" with the known variables, "filters" and "stimuli".
 */
export const sfaSlow = drive(
  (params: SfaTaskParams, context, { key, saved }: Start<{ fit: SavedFit; features: Float64Array }>) => {
    const table = checkSfa(params, context.data);
    const shares = sharesOf(params, context, key, false);
    const { pass } = shares;
    const run = runSums(sumsOf(shares), context.gang);
    const fit = openFit(run, shares, saved?.fit);
    const directions = lazy(() => slowDirections(fit.expanded(), fit.change(), pass.arithmetic, params.features));
    const features = saved ? [saved.features] : [];
    const length = () => features.reduce((sum, part) => sum + part.length, 0);
    const projection = () => ({ mean: fit.expanded().mean, matrix: directions().matrix });
    const written = () => {
      const y = concatenate(features);
      const { count } = directions();
      return { features: array(y, [y.length / count, count]) };
    };
    const ofFeatures: PartPass = {
      kind: KIND.features,
      done: () => (length() === 0 ? 0 : partCount(length() / directions().count)),
      next(part) {
        const { mean, matrix } = projection();
        eachBlock(pass, part, (b) => {
          const rows = pass.expanded(b, fit.input());
          features.push(pass.arithmetic.project(rows, rows.length / mean.length, mean, matrix));
        });
      },
      subject: () => ({ input: fit.input(), expanded: projection() }),
      take: (answer, part) => features.push(answer.slice(0, rowsOf(pass, part) * directions().count)),
    };
    return {
      advance: eachStep(
        [],
        (n): Later<void> => (n < fit.steps ? fit.step(n) : advanceTo(run, shares, ofFeatures, n - fit.steps)),
      ),
      live: () => (length() > 0 ? written() : {}),
      save: () => ({ fit: fit.save(), features: concatenate(features) }),
      output(): Arrays {
        const slow = directions();
        const { mean, rank } = fit.expanded();
        const variables = knownOf(table, params).map(({ values }) => values);
        return {
          ...written(),
          delta: array(slow.delta.slice()),
          eta: array(etaOf(slow.delta, pass.embedded.rows)),
          sizes: array(Int32Array.of(pass.embedded.columns, fit.input().rank, mean.length, rank)),
          correlations: array(correlationsOf(concatenate(features), slow.count, variables), [
            slow.count,
            variables.length,
          ]),
          ...stimuliOf(pass, fit.input(), slow),
        };
      },
      close: () => run.close(),
    };
  },
  { member: memberOf(false) },
);

/** Both passes, Δ of the shuffles that are done, and of the one under way its change so far. */
interface SavedChance {
  readonly fit: SavedFit;
  readonly delta: Float64Array;
  readonly change?: SavedChange | undefined;
}

/** The shuffle under way. */
interface Shuffle {
  readonly index: number;
  readonly order: Uint32Array;
  readonly change: ChangeMoments;
}

/**
 * The same with the rows in random order: what is slow then is slow by chance. A step is a block; several threads have a shuffle each, or share the blocks of
 * one where it takes long. Output "delta": shuffles × count.
 */
export const sfaChance = drive(
  (params: SfaTaskParams, context, { key, steps, saved }: Start<SavedChance>) => {
    const shares = sharesOf(params, context, key, true);
    const { pass, cut } = shares;
    const { blocks } = pass;
    const shuffles = steps / blocks - 2;
    const run = runSums(sumsOf(shares), context.gang);
    const fit = openFit(run, shares, saved?.fit);
    const deltas = [...(saved?.delta ?? [])];
    const done = () => deltas.length / Math.min(params.features, fit.expanded().rank);
    const open = (change?: SavedChange): Shuffle => ({
      index: done(),
      order: orderOf(shares, done()),
      change: openChange(pass, fit.expanded().mean.length, change),
    });
    let shuffle = saved?.change && open(saved.change);
    const subject = () => ({ input: fit.input() });
    const ofChange: PartPass = {
      kind: KIND.change,
      done: () => partCount(shuffle?.change.rows ?? 0),
      next(part) {
        shuffle ??= open();
        const { change, order } = shuffle;
        eachBlock(pass, part, (b) => change.add(pass.expanded(b, fit.input(), order)));
        change.endPart();
        if (part + 1 === pass.parts) finish(shuffle);
      },
      subject: () => ({ ...subject(), shuffle: shuffle?.index ?? 0, starts: known(shuffle?.change.start) }),
      take(answer, part) {
        if (!shuffle) return;
        shuffle.change.addPart(answer, rowsOf(pass, part));
        if (part + 1 === pass.parts) finish(shuffle);
      },
    };
    const finish = ({ change }: Shuffle) => {
      deltas.push(...deltaOf(pass, change.moments(), fit.expanded()));
      shuffle = undefined;
    };
    /** Up to a part of a shuffle, one part after another. */
    const alone = (index: number, part: number) => {
      while (done() < index || (done() === index && ofChange.done() <= part)) ofChange.next(ofChange.done());
    };
    return {
      advance: eachStep([], (n): Later<void> => {
        if (n < fit.steps) return fit.step(n);
        const [index, block] = [Math.floor(n / blocks) - 2, n % blocks];
        if (done() > index) return;
        if (!cut.whole || shuffle) {
          // Those that were left for a gang which has gone.
          if (done() < index) alone(index - 1, pass.parts - 1);
          return advanceTo(run, shares, ofChange, block);
        }
        const [first, end] = [done(), index + 1];
        const isFull = end - first >= Math.min(run.threads, cut.shards);
        if (run.threads > 1 && !(block + 1 === blocks && (isFull || end === shuffles))) return;
        if (run.threads === 1 && block + 1 < blocks)
          return endsPart(pass, block) ? alone(index, partOf(block)) : undefined;
        return gatherShuffles(run, shares, {
          first,
          end,
          subject: () => ({ ...subject(), expanded: fit.expanded() }),
          take: (answer) => deltas.push(...answer.subarray(0, Math.min(params.features, fit.expanded().rank))),
          alone: () => alone(index, pass.parts - 1),
        });
      }),
      save: () => ({ fit: fit.save(), delta: Float64Array.from(deltas), change: shuffle?.change.save() }),
      output: () => ({ delta: array(Float64Array.from(deltas), [shuffles, deltas.length / shuffles]) }),
      close: () => run.close(),
    };
  },
  { member: memberOf(true) },
);

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
