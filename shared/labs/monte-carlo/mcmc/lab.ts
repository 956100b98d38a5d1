import { array, type NDArray } from "../../../arrays.ts";
import { named } from "../../../data/generators/known.ts";
import { regressionTable } from "../../../data/generators/regression-table.ts";
import type { Table } from "../../../data/table.ts";
import { DENSITY_COMPILER } from "../../../densities/version.ts";
import { foldIn } from "../../../random/index.ts";
import { tableChoices } from "../../choices.ts";
import type { Fold } from "../../fold.ts";
import { defineLab, type Task } from "../../lab.ts";
import { chosenColumns, responseNotices } from "./columns.ts";
import { mcmcDiagnosis } from "./diagnose.ts";
import { isRegression, type McmcParams, mcmcFields, needsData } from "./fields.ts";
import { mcmcMetrics, measureChains, summaryParts } from "./metrics.ts";
import { modelOf, parameterNames } from "./model.ts";
import { mcmcPresets } from "./presets.ts";
import { mcmcChain, mcmcDensity, mcmcReplay } from "./process.ts";
import { recordMcmc } from "./recording.ts";
import { mcmcSummaries } from "./summaries.ts";

/**
 * Markov chain Monte Carlo. One task per chain, one step per draw (warm-up first). Tasks that views ask: "density" (a target in the plane on a grid),
 * "replay" (the paths of a chain in the plane), "diagnose" (one parameter) and "summaries" (several).
 */
export const mcmc = defineLab({
  id: "mcmc",
  revision: 3,
  densities: DENSITY_COMPILER,
  family: "monte-carlo",
  title: { es: "Cadenas de Markov (MCMC)", en: "Markov chain Monte Carlo" },
  summary: {
    es: "Mira cómo Metropolis, HMC y NUTS recorren una distribución, y aprende cuándo creerles.",
    en: "Watch Metropolis, HMC and NUTS walk through a distribution, and learn when to believe them.",
  },
  params: mcmcFields,
  data: {
    generators: named(regressionTable),
    formats: ["csv", "npy"],
    use: { twoValued: true },
    reading: [...tableChoices, "target"],
    none: ({ target }) => !needsData(target),
  },
  presets: mcmcPresets,
  metrics: mcmcMetrics,
  wasm: ["mcmc"],
  devices: ["wasm", "scalar"],
  check: (params, data) => {
    modelOf(params, data);
  },
  notices: responseNotices,
  estimate(params, data) {
    const width = isRegression(params.target)
      ? chosenColumns(params, data).predictors.length + 1
      : parameterNames(params, data).length;
    const transitions = params.warmup + params.draws * params.thin;
    const evaluations = transitions * params.chains * evaluationsOf(params);
    return {
      multiplyAdds: evaluations * (gradientCost(params, data, width) + 10 * width),
      bytes: (params.warmup + params.draws) * params.chains * (width * 8 + 41),
    };
  },
  plan(params, _data, key) {
    // The number of draws is in `steps` alone, so that a chain can be extended.
    const { draws, ...own } = params;
    return Array.from(
      { length: params.chains },
      (_, chain): Task => ({
        id: `chain.${chain}`,
        kind: "chain",
        key: foldIn(key, chain),
        steps: params.warmup + draws,
        params: own,
      }),
    );
  },
  processes: {
    chain: mcmcChain,
    density: mcmcDensity,
    diagnose: mcmcDiagnosis,
    replay: mcmcReplay,
    summaries: mcmcSummaries,
  },
  measure: (fold, { params }, data, parts) => measureChains(fold, params, namesIn(fold, params, data), parts),
  parts: (fold, { params }, data) => summaryParts(fold, params, namesIn(fold, params, data).length),
  recording: (fold, { params }) => recordMcmc(fold, params),
  draws: async () => (await import("./draws-files.ts")).drawsWriter,
  picture(fold) {
    // The first half is warm-up.
    const later = ({ shape: [rows, width], values }: NDArray) => {
      const from = Math.floor(rows / 2);
      return array(values.subarray(from * width), [rows - from, width]);
    };
    const draws = fold.tasks.slice(0, 4).map(({ id }) => fold.records(id, "draw"));
    const series = draws.flatMap((draw) => (draw && draw.shape[1] > 1 ? [later(draw)] : []));
    return series.length > 0 ? { kind: "points", series } : undefined;
  },
});

/** Of a regression without its data there are as many as are recorded. */
function namesIn(fold: Fold, params: McmcParams, data: Table | null): readonly string[] {
  return parameterNames(params, data, fold.records("chain.0", "draw")?.shape[1] ?? 1);
}

/** Typical density evaluations per transition. */
function evaluationsOf({ sampler, leapfrogs, target }: McmcParams): number {
  if (sampler === "metropolis") return 1;
  if (sampler === "hmc") return leapfrogs ?? 1;
  return target === "gaussian-100" ? 31 : 9;
}

/** Multiply-adds per gradient; exp and log count as 30. */
function gradientCost({ target }: McmcParams, data: Table | null, width: number): number {
  if (target === "logistic-regression" || target === "poisson-regression") return (data?.rows ?? 0) * (2 * width + 30);
  if (target === "linear-regression") return width * width + 30;
  return 10 * width + 60;
}
