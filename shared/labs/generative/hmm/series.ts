/** What the lab does with a series: a model that is given, counted or learnt. */
import type { Table } from "../../../data/table.ts";
import { foldIn, type Key } from "../../../random/index.ts";
import type { Fold } from "../../fold.ts";
import type { Task, Work } from "../../lab.ts";
import { type CardPicture, columnOf } from "../../picture.ts";
import { passOf, sizesOf } from "./check.ts";
import { fitId } from "./chosen.ts";
import type { HmmParams } from "./fields.ts";

/** Rows of the series that a card draws. */
const DRAWN = 150;
/** Position of each kind of task under the run's key. */
const KEY = { answer: 0, sample: 1, fit: 2 } as const;

export const SERIES_KINDS = ["given", "counted", "fit", "chosen", "sample", "overview", "trellis", "another"] as const;

export function estimateSeries(params: HmmParams, data: Table | null): Work {
  const sizes = sizesOf(params, data);
  const { rows } = sizes.data.observations;
  const pass = passOf(sizes);
  const fits = (sizes.most - sizes.least + 1) * (params.restarts ?? 1) * (params.iterations ?? 1);
  const learning = params.task === "learn" ? pass * fits : 0;
  const answering = 2 * pass;
  const sampling = 10 * params.samples * sizes.most;
  const kinds = { fit: learning, given: answering, counted: answering, chosen: answering, sample: sampling };
  const cells = rows * sizes.most * Math.max(sizes.longest, 1);
  return { multiplyAdds: learning + answering + sampling, kinds, bytes: 48 * cells };
}

export function planSeries(params: HmmParams, data: Table | null, key: Key): readonly Task[] {
  return [
    ...answering(params, data, key),
    {
      id: "sample",
      kind: "sample",
      key: foldIn(key, KEY.sample),
      steps: params.samples,
      params: {},
      after: ["answer"],
    },
  ];
}

/** The tasks up to "answer". */
function answering(params: HmmParams, data: Table | null, key: Key): readonly Task[] {
  const { emissions, sequence, pseudoCounts, heldOut, durations, longest } = params;
  const answer = { id: "answer", key: foldIn(key, KEY.answer), steps: 1 };
  const read = { emissions, sequence };
  if (params.task === "given") {
    const { initial, transitions, shows, lasts } = params;
    return [{ ...answer, kind: "given", params: { ...read, initial, transitions, shows, lasts } }];
  }
  const sizes = sizesOf(params, data);
  const learning = { ...read, pseudoCounts, heldOut, durations, ...(durations && { longest }) };
  if (params.task === "count") return [{ ...answer, kind: "counted", params: { ...learning, states: sizes.least } }];
  const { restarts = 1, iterations = 1, criterion = "bic", start, tolerance } = params;
  const fits = Array.from({ length: sizes.most - sizes.least + 1 }, (_, i) => sizes.least + i).flatMap((states) =>
    Array.from(
      { length: restarts },
      (_, r): Task => ({
        id: fitId(states, r),
        kind: "fit",
        key: foldIn(key, KEY.fit, states, r),
        steps: iterations,
        params: { ...learning, states, start, tolerance },
      }),
    ),
  );
  const choosing = { ...read, heldOut, criterion, restarts, least: sizes.least, most: sizes.most };
  return [...fits, { ...answer, kind: "chosen", params: choosing, after: fits.map(({ id }) => id) }];
}

/** How probable each state is, in the first rows. */
export function pictureSeries(fold: Fold): CardPicture | undefined {
  const { posterior } = fold.output("answer") ?? {};
  if (!posterior) return undefined;
  const [, K] = posterior.shape;
  const lines = Array.from({ length: K }, (_, s) => columnOf(posterior, s).subarray(0, DRAWN));
  return { kind: "lines", lines, apart: true };
}
