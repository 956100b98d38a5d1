import { array } from "../../../../arrays.ts";
import { intervalFactor, meanOfMeans } from "../../../../kernels/integration/estimate.ts";
import { foldIn, type Key } from "../../../../random/index.ts";
import { lazy } from "../../../lazy.ts";
import { drive, type Start } from "../../../process.ts";
import { eachStep } from "../../../records.ts";
import type { IntegrationParams } from "../fields.ts";
import type { CourseParams } from "./course.ts";
import { engineOf, estimateOf } from "./engine.ts";
import type { Method } from "./method-fields.ts";
import { isExtensible, isRandomised, LEAST_BITS, levelsOf, STREAMS } from "./methods.ts";
import { setupOf } from "./problem.ts";

/** Independent estimates of a method at 16, 32, 64, … points: a step is one of each, recorded as "estimates". */
export const study = drive((params: CourseParams, context, { key }: Start) => {
  const method = params.of;
  const engine = lazy(() => engineOf(params, method, context));
  const levels = levelsOf(params);
  const blank = array(new Float64Array(levels.length).fill(Number.POSITIVE_INFINITY), [levels.length]);
  return {
    advance: eachStep({ estimates: blank }, (n, row) => {
      const own = foldIn(key, n);
      const estimates = new Float64Array(levels.length);
      const bits = LEAST_BITS + levels.length - 1;
      if (isExtensible(method)) engine().open(bits, own);
      let tally = engine().empty();
      for (const [k, count] of levels.entries()) {
        context.beat?.();
        if (isExtensible(method)) tally = engine().add(tally, k === 0 ? 0 : levels[k - 1], count);
        else {
          engine().open(LEAST_BITS + k, foldIn(own, k));
          tally = engine().add(engine().empty(), 0, count);
        }
        const { value, degrees } = estimateOf(method, tally);
        // With as many control variates as points there is nothing to estimate from.
        estimates[k] = degrees < 1 ? Number.POSITIVE_INFINITY : value;
      }
      row.estimates = estimates;
    }),
    save: () => ({}),
    output: () => ({}),
  };
});

/** Points of each of the randomisations of a method, or of its only one. */
function streamBits(method: Method, bits: number): number {
  return isRandomised(method) ? bits - 4 : bits;
}

/** Intervals of 95 %, one a step: records "estimate" and "halfWidth". */
export const coverage = drive((params: IntegrationParams, context, { key }: Start) => {
  const method = params.method ?? "plain";
  const engine = lazy(() => engineOf(params, method, context));
  const bits = streamBits(method, params.log2Interval ?? 10);
  return {
    advance: eachStep(["estimate", "halfWidth"], (n, row) => {
      const found = interval(engine(), method, bits, foldIn(key, n));
      row.estimate = found.value;
      if (found.standardError !== undefined) row.halfWidth = found.standardError * intervalFactor(found.degrees);
    }),
    save: () => ({}),
    output: () => ({}),
  };
});

function interval(engine: ReturnType<typeof engineOf>, method: Method, bits: number, key: Key) {
  if (!isRandomised(method)) {
    engine.open(bits, key);
    return estimateOf(method, engine.add(engine.empty(), 0, 2 ** bits));
  }
  const means = Float64Array.from({ length: STREAMS }, (_, s) => {
    engine.open(bits, foldIn(key, s));
    return engine.add(engine.empty(), 0, 2 ** bits).means[0];
  });
  return meanOfMeans(means);
}

/** The exact value, or in its place the mean of 32 scramblings of as many Sobol points as each method has. Output: "value", "error" (its standard error, 0 where it is exact). */
export const truth = drive((params: IntegrationParams, context, { key, saved }: Start<{ means: Float64Array }>) => {
  const { exact } = setupOf(params);
  const engine = lazy(() => engineOf(params, "sobol", context));
  const means = [...(saved?.means ?? [])];
  const bits = params.log2Points ?? 14;
  return {
    advance: eachStep([], (n) => {
      if (exact !== undefined) return;
      context.beat?.();
      engine().open(bits, foldIn(key, n));
      means.push(engine().add(engine().empty(), 0, 2 ** bits).means[0]);
    }),
    save: () => ({ means: Float64Array.from(means) }),
    output() {
      const { value, standardError = 0 } = meanOfMeans(means);
      const known = exact?.() ?? value;
      return {
        value: array(Float64Array.of(known)),
        error: array(Float64Array.of(exact === undefined ? standardError : 0)),
      };
    },
  };
});
