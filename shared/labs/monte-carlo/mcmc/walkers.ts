import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import type { Fold } from "../../fold.ts";

/** What diagnostics compare, and which rows of it count. */
export interface Series {
  readonly given: Arrays;
  readonly from: number;
  readonly to: number;
}

/**
 * The chains whole, as `draw.0`, `draw.1`, … [rows, parameters]. A chain of an ensemble moves one walker after the other: its neighbours are draws of
 * different walkers, and hardly resemble each other however slowly each of them walks. Each walker is then a series of its own (rows [from, to)
 * alone), as Foreman-Mackey et al. (2013) count the autocorrelation of ensembles.
 */
export function seriesOf(fold: Fold, from: number, to: number): Series {
  const chains = fold.tasks.flatMap(({ id }) => fold.records(id, "draw") ?? []);
  const given = (series: readonly NDArray[]) => Object.fromEntries(series.map((one, i) => [`draw.${i}`, one]));
  const period = walkersIn(fold, from, to);
  if (period === 1) return { given: given(chains), from, to };
  const rounds = Math.floor((to - from) / period);
  const series = chains.flatMap((chain) =>
    Array.from({ length: period }, (_, walker) => everyOf(chain, from + walker, period, rounds)),
  );
  return { given: given(series), from: 0, to: rounds };
}

/** Walkers whose draws follow each other in rows [from, to) of each chain; 1 of all samplers but the ensemble. */
export function walkersIn(fold: Fold, from: number, to: number): number {
  const { sampler, walkers = 1, thin = 1 } = fold.tasks[0]?.params ?? {};
  const period = Number(walkers) / commonDivisor(Number(walkers), Number(thin));
  // Draws that were left out, of a result that was kept in part, and fewer than two rounds tell no walkers apart.
  const isThinned =
    fold.finished && fold.tasks.some(({ id }) => (fold.records(id, "draw")?.shape[0] ?? 0) < fold.done(id));
  return sampler !== "ensemble" || to - from < 2 * period || isThinned ? 1 : period;
}

/** Rows first, first + step, …, `count` of them. */
function everyOf({ shape, values }: NDArray, first: number, step: number, count: number): NDArray {
  const width = shape[1];
  const rows = new Float64Array(count * width);
  for (let i = 0; i < count; i++)
    rows.set(values.subarray((first + i * step) * width, (first + i * step + 1) * width), i * width);
  return array(rows, [count, width]);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
