/** The best run of a sweep, by one of the metrics of which one end is the good one. */
import type { Lab, Metric } from "./lab.ts";
import { metricMatches } from "./metrics.ts";
import { isSeed } from "./seed-paths.ts";
import type { Grid } from "./sweep.ts";

type Metrics = Readonly<Record<string, number>>;

/** A metric by which runs are ranked. */
export interface Judge {
  readonly metric: string;
  readonly better: NonNullable<Metric["better"]>;
}

/** Points of a grid that differ in their seeds alone. */
export interface Group {
  /** Places on the axes that are no seeds. */
  readonly at: readonly number[];
  readonly runs: readonly number[];
}

export interface Spread {
  readonly mean: number;
  /** Sample standard deviation (n − 1); absent for one run. */
  readonly deviation?: number;
  readonly count: number;
}

/** The metrics that can rank runs with these metrics, in the order in which the lab declares them. */
export function judgesOf({ metrics }: Pick<Lab, "metrics">, runs: readonly (Metrics | undefined)[]): readonly Judge[] {
  const names = [...new Set(runs.flatMap((run) => Object.keys(run ?? {})))];
  return metrics.flatMap(({ name: declared, better }) =>
    better ? names.filter((name) => metricMatches(declared, name)).map((metric) => ({ metric, better })) : [],
  );
}

/** In the order of the grid. Each run is counted once in a group. */
export function groupsOf({ axes, points }: Pick<Grid, "axes" | "points">): readonly Group[] {
  const groups = new Map<string, { readonly at: readonly number[]; readonly runs: Set<number> }>();
  for (const { at, run } of points) {
    const own = at.filter((_, axis) => !isSeed(axes[axis].path));
    const name = own.join();
    const group = groups.get(name) ?? { at: own, runs: new Set() };
    group.runs.add(run);
    groups.set(name, group);
  }
  return [...groups.values()].map(({ at, runs }) => ({ at, runs: [...runs] }));
}

/** Mean and deviation of a metric over the runs that have it; undefined where none has. */
export function spreadOf(runs: readonly (Metrics | undefined)[], metric: string): Spread | undefined {
  const values = runs.flatMap((run) => (run && Number.isFinite(run[metric]) ? [run[metric]] : []));
  const count = values.length;
  if (count === 0) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { mean, count };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (count - 1)), count };
}

export interface Best {
  readonly group: number;
  /** Of the runs of that group, the best one. */
  readonly run: number;
}

/**
 * The group that is best on average, so that no lucky seed decides, and in it the best run; of equals the first. Runs without the metric (not finished,
 * or failed) do not count. Undefined where no run has it.
 */
export function bestOf(
  groups: readonly Group[],
  runs: readonly (Metrics | undefined)[],
  { metric, better }: Judge,
): Best | undefined {
  const means = groups.map((group) =>
    spreadOf(
      group.runs.map((run) => runs[run]),
      metric,
    ),
  );
  const group = bestPlace(
    means.map((spread) => spread?.mean),
    better,
  );
  if (group === undefined) return undefined;
  const own = groups[group].runs;
  const place = bestPlace(
    own.map((run) => runs[run]?.[metric]),
    better,
  );
  return place === undefined ? undefined : { group, run: own[place] };
}

function bestPlace(values: readonly (number | undefined)[], better: Judge["better"]): number | undefined {
  const sign = better === "higher" ? 1 : -1;
  let best: number | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const [i, value] of values.entries()) {
    if (value === undefined || !Number.isFinite(value) || sign * value <= most) continue;
    most = sign * value;
    best = i;
  }
  return best;
}
