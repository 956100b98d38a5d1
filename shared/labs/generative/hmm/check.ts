/** What the lab refuses, before anything runs, and what it tells. */
import type { DataNotice, Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { longestRun, observedRows } from "../../../kernels/hmm/index.ts";
import { type Sequences, sequencesIn } from "./data.ts";
import type { HmmParams } from "./fields.ts";
import { givenModel } from "./given.ts";

/** Numbers of a table over rows, states and ages that a thread is asked to hold. */
const MOST_CELLS = 2e7;

/** Sizes of a run that is asked for. */
export interface Sizes {
  readonly data: Sequences;
  /** Numbers of states: the least and the most. */
  readonly least: number;
  readonly most: number;
  /** L, 0 without durations. */
  readonly longest: number;
}

/** Throws an ExperimentError for parameters and data that do not go together. */
export function sizesOf(params: HmmParams, table: Table | null): Sizes {
  const data = sequencesIn(table, params);
  const longest = params.durations ? (params.longest ?? 1) : 0;
  const sizes = (least: number, most: number, own = longest): Sizes => ({ data, least, most, longest: own });
  let found: Sizes;
  if (params.task === "given") {
    const { states, model } = givenModel(params, table?.chain, data);
    const lasts = model.durations ? model.durations.length / states.length : 0;
    found = sizes(states.length, states.length, lasts);
  } else {
    if (observedRows(data.observations) === 0)
      throw new ExperimentError("data", "hmm-empty", "every value is missing (must be some that are there)");
    if (data.kind !== "discrete") checkColumns(data);
    if (params.task === "count") found = sizes(...countable(params, data));
    else {
      const least = params.states ?? 1;
      found = sizes(least, Math.max(least, params.mostStates ?? 1));
      if (params.criterion === "held-out" && params.heldOut === 0)
        throw new ExperimentError(
          "params.heldOut",
          "hmm-nothing-held-out",
          "held-out share: 0 (must be > 0 to choose by the held-out likelihood)",
        );
    }
  }
  const cells = data.observations.rows * found.most * Math.max(found.longest, 1);
  if (cells > MOST_CELLS)
    throw new ExperimentError(
      "params.longest",
      "hmm-too-large",
      `${data.observations.rows} rows × ${found.most} states × ${Math.max(found.longest, 1)} ages (must be at most ${MOST_CELLS}: fewer rows, states or a shorter longest duration)`,
      { value: cells, max: MOST_CELLS },
    );
  return found;
}

/** Throws for a column that tells no states apart. */
function checkColumns({ observations, dimensions, names }: Sequences): void {
  const { values, mask, rows } = observations;
  for (let d = 0; d < dimensions; d++) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let t = 0; t < rows; t++) {
      if (mask && mask[t * dimensions + d] === 0) continue;
      const value = (values as Float64Array)[t * dimensions + d];
      [low, high] = [Math.min(low, value), Math.max(high, value)];
    }
    if (low < high) continue;
    const value = names[d];
    throw new ExperimentError(
      "data",
      "hmm-constant",
      `column ${value} does not vary (must, to tell states apart: leave it out)`,
      { value },
    );
  }
}

/** Numbers of states of data whose states are known. */
function countable(params: HmmParams, { labels, classes, observations }: Sequences): readonly [number, number] {
  if (!labels || !classes)
    throw new ExperimentError(
      "params.task",
      "hmm-no-labels",
      "these data have no states to count (choose the column of the class, or learn without them)",
      { fits: "learn" },
    );
  const { length, state } = longestRun(labels, observations);
  const longest = params.longest ?? 1;
  if (params.durations && length > longest)
    throw new ExperimentError(
      "params.longest",
      "hmm-lasts-longer",
      `longest duration: ${longest} (must be at least ${length}: so long does ${classes[state]} last)`,
      { value: longest, least: length, name: classes[state] },
    );
  return [classes.length, classes.length];
}

/** A sound that is taken for any series; states that never occur, where they are counted. */
export function hmmNotices(params: HmmParams, table: Table | null): readonly DataNotice[] {
  if (table?.rate !== undefined) return [{ code: "hmm-sound-series", values: {} }];
  if (params.task !== "count" || !table?.labels || !table.classes) return [];
  const seen = new Set(table.labels);
  const never = table.classes.filter((_, c) => !seen.has(c));
  return never.length > 0 ? [{ code: "hmm-empty-class", values: { value: never.join(", ") } }] : [];
}

/** Multiply-adds of a pass over the data, forwards and back. */
export function passOf({ data, most: K, longest }: Sizes): number {
  const { observations, kind, dimensions: D } = data;
  const emissions = kind === "discrete" ? 10 : kind === "diagonal" ? 12 * D + 40 : 4 * D * D + 60;
  const ages = longest > 0 ? 60 * K * longest : 0;
  return observations.rows * (6 * K * K + K * emissions + ages);
}
