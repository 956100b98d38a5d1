import { array } from "../../../../arrays.ts";
import { type Estimate, meanOfMeans, type Tally } from "../../../../kernels/integration/estimate.ts";
import { BLOCK, POINTS } from "../../../../kernels/integration/integrands.ts";
import { foldIn } from "../../../../random/index.ts";
import { lazy } from "../../../lazy.ts";
import { drive, type Start } from "../../../process.ts";
import { eachStep } from "../../../records.ts";
import type { IntegrationParams } from "../fields.ts";
import { engineOf, estimateOf } from "./engine.ts";
import type { Method } from "./method-fields.ts";
import { COURSE_STEPS, isRandomised, STREAMS } from "./methods.ts";
import { largestOf, tailIndex } from "./tail.ts";

/** Points that are kept to be shown. */
const SHOWN = 1024;

export type CourseParams = IntegrationParams & { readonly of: Method };

interface SavedCourse {
  /** By the number of the randomisation. */
  readonly tallies: Readonly<Record<string, Tally>>;
  readonly largest: Float64Array;
  readonly points: Float64Array;
  readonly values: Float64Array;
}

/**
 * One method from its first point to its last. Methods whose points depend on each other run as 16 independent randomisations side by side, of
 * which the first is shown. A step records "estimate" and "standardError" (a gap while there is none). Output: "points" (shown × dimension, in the unit cube),
 * "values" at them, and of the plain method "tail", its tail index, where it has one.
 */
export const course = drive((params: CourseParams, context, { key, saved }: Start<SavedCourse>) => {
  const method = params.of;
  const streams = isRandomised(method) ? STREAMS : 1;
  const each = 2 ** (params.log2Points ?? 14) / streams;
  const engines = lazy(() =>
    Array.from({ length: streams }, (_, s) => {
      const engine = engineOf(params, method, context);
      engine.open(bitsOf(each), foldIn(key, s));
      return engine;
    }),
  );
  const dimension = params.dimension ?? 2;
  let tallies = engines().map((engine, s) => saved?.tallies[s] ?? engine.empty());
  let largest = saved?.largest ?? new Float64Array(0);
  const points = new Float64Array(SHOWN * dimension);
  const values = new Float64Array(SHOWN);
  let shown = 0;
  if (saved) {
    points.set(saved.points);
    values.set(saved.values);
    shown = saved.values.length;
  }
  const keep = (room: Float64Array, found: Float64Array) => {
    for (let i = 0; i < found.length && shown < SHOWN; i++, shown++) {
      values[shown] = found[i];
      for (let j = 0; j < dimension; j++) points[shown * dimension + j] = room[POINTS + j * BLOCK + i];
    }
  };
  const estimate = (): Estimate =>
    streams === 1 ? estimateOf(method, tallies[0]) : meanOfMeans(Float64Array.from(tallies, (tally) => tally.means[0]));
  const seen = () => ({
    points: array(points.slice(0, shown * dimension), [shown, dimension]),
    values: array(values.slice(0, shown)),
  });
  return {
    advance: eachStep(["estimate", "standardError"], (n, row) => {
      const [from, to] = [(each * n) / COURSE_STEPS, (each * (n + 1)) / COURSE_STEPS];
      tallies = tallies.map((tally, s) => {
        const engine = engines()[s];
        context.beat?.();
        return engine.add(tally, from, to, (_, found) => {
          if (s === 0) keep(engine.machine.room(), found);
          if (method === "plain") largest = largestOf(largest, found);
        });
      });
      const { value, standardError } = estimate();
      row.estimate = value;
      row.standardError = standardError;
    }),
    live: seen,
    save: (): SavedCourse => ({
      tallies: Object.fromEntries(tallies.entries()),
      largest,
      points: points.slice(0, shown * dimension),
      values: values.slice(0, shown),
    }),
    output() {
      const tail = method === "plain" ? tailIndex(largest, each) : undefined;
      return { ...seen(), ...(tail !== undefined && { tail: array(Float64Array.of(tail)) }) };
    },
  };
});

/** log2 of a power of two. */
export function bitsOf(size: number): number {
  return 31 - Math.clz32(size);
}
