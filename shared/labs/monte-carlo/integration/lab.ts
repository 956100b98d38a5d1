import { array } from "../../../arrays.ts";
import { named } from "../../../data/generators/known.ts";
import { regressionTable } from "../../../data/generators/regression-table.ts";
import { DENSITY_COMPILER } from "../../../densities/version.ts";
import { tableChoices } from "../../choices.ts";
import { deferred } from "../../deferred.ts";
import { defineLab } from "../../lab.ts";
import { integrationFields, isGradient } from "./fields.ts";
import { regressionOf } from "./gradient/data.ts";
import { reading, setupOf } from "./integral/problem.ts";
import { measureIntegration } from "./measure.ts";
import { integrationMetrics } from "./metrics.ts";
import { planIntegration, workOf } from "./plan.ts";
import { integrationPresets } from "./presets.ts";
import { recordIntegration } from "./recording.ts";

/**
 * Integrals by Monte Carlo, six methods side by side: "course.<method>", from the first point to the last; "study.<method>", errors of independent repeats at 16, 32, …
 * points; "coverage.<part>", intervals of the chosen method; "truth". Of minibatches: "variance", and "descent.<scheme>". Views ask for "surface".
 */
export const integration = defineLab({
  id: "integration",
  revision: 2,
  densities: DENSITY_COMPILER,
  family: "monte-carlo",
  title: { es: "Integración por Monte Carlo", en: "Monte Carlo integration" },
  summary: {
    es: "Estima áreas, medias, probabilidades y gradientes con puntos al azar, di cuánto yerras, y yerra menos con los mismos puntos.",
    en: "Estimate areas, means, probabilities and gradients from random points, say how far off you are, and be less far off with as many.",
  },
  params: integrationFields,
  data: {
    generators: named(regressionTable),
    formats: ["csv", "npy"],
    use: { twoValued: true },
    reading: [...tableChoices, "target"],
    none: (params) => !isGradient(params),
  },
  presets: integrationPresets,
  metrics: integrationMetrics,
  wasm: ["integration"],
  devices: ["wasm", "scalar"],
  sweeps: true,
  prepareFor: ({ problem }) => (problem === "own" ? reading.prepare() : undefined),
  check(params, data) {
    if (isGradient(params)) regressionOf(params, data);
    else setupOf(params);
  },
  estimate: workOf,
  plan: (params, _data, key) => planIntegration(params, key),
  ...deferred(["truth", "course", "study", "coverage", "surface", "variance", "descent"], async () => {
    const [{ integrationProcesses }] = await Promise.all([import("./processes.ts"), reading.prepare()]);
    return integrationProcesses;
  }),
  measure: (fold, { params }, data) => measureIntegration(fold, params, data?.rows ?? 0),
  recording: (_fold, { params }) => recordIntegration(params),
  picture(fold) {
    const points = fold.output("course.sobol")?.points ?? fold.output("course.plain")?.points;
    if (points && points.shape[1] > 1)
      return {
        kind: "points",
        series: [
          array(points.values.slice(0, 400 * points.shape[1]), [Math.min(400, points.shape[0]), points.shape[1]]),
        ],
      };
    const excess = fold.records("descent.with", "excess");
    return excess ? { kind: "lines", lines: [Array.from(excess.values).filter(Number.isFinite)] } : undefined;
  },
});
