/** What the net learns from: every point at several steps. */
import { EMBEDDED, embedding } from "../../../diffusion/embedding.ts";
import { scheduleOf } from "../../../diffusion/schedule.ts";
import type { Source } from "../../../nets/trainer.ts";
import { fillUniform32 } from "../../../random/index.ts";
import type { RowSamples } from "../points/samples.ts";
import type { DiffusionTaskParams } from "./fields.ts";

/** Steps at which each point is seen, and rows beyond which there are fewer. */
const REPEATS = 10;
const ROWS = 100_000;

/** How often each of so many points is there, each time at a step of its own. */
export const repeatsOf = (points: number): number => Math.max(1, Math.min(REPEATS, Math.floor(ROWS / points)));

/**
 * Row r·points + n of the sources is point n at a step that is uniform in the r-th of equal parts of 1…T: drawn once, so that all steps come equally often. The
 * noise is drawn anew at every step of training.
 */
export function noisedRows(
  { values, columns, train, test }: RowSamples,
  params: Pick<DiffusionTaskParams, "steps" | "schedule">,
) {
  const points = values.length / columns;
  const repeats = repeatsOf(points);
  const rows = points * repeats;
  const { alphaBar } = scheduleOf(params);
  const uniform = new Float32Array(rows);
  fillUniform32([0x6a11, 3], 0, uniform);
  const table = Array.from({ length: params.steps + 1 }, (_, t) => embedding(t, params.steps));
  const [x, time] = [new Float32Array(columns * rows), new Float32Array(EMBEDDED * rows)];
  const [signal, level] = [new Float32Array(rows), new Float32Array(rows)];
  for (let row = 0; row < rows; row++) {
    const [n, r] = [row % points, Math.floor(row / points)];
    const t = Math.min(params.steps, 1 + Math.floor((params.steps * (r + uniform[row])) / repeats));
    x.set(values.subarray(columns * n, columns * (n + 1)), columns * row);
    time.set(table[t], EMBEDDED * row);
    signal[row] = Math.sqrt(alphaBar[t]);
    level[row] = Math.sqrt(1 - alphaBar[t]);
  }
  const all = (some: Uint32Array) =>
    Uint32Array.from(
      { length: some.length * repeats },
      (_, i) => points * (i % repeats) + some[Math.floor(i / repeats)],
    );
  const sources: Readonly<Record<string, Source>> = {
    x: { values: x, columns },
    time: { values: time, columns: EMBEDDED },
    signal: { values: signal, columns: 1 },
    level: { values: level, columns: 1 },
  };
  return { sources, train: all(train), test: all(test) };
}
