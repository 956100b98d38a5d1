import { array, type NDArray } from "../../../arrays.ts";
import { named } from "../../../data/generators/known.ts";
import { regressionTable } from "../../../data/generators/regression-table.ts";
import type { Table } from "../../../data/table.ts";
import { DENSITY_COMPILER } from "../../../densities/version.ts";
import type { Key } from "../../../random/key.ts";
import { foldIn } from "../../../random/philox.ts";
import { tableChoices } from "../../choices.ts";
import { deferred } from "../../deferred.ts";
import type { Fold } from "../../fold.ts";
import { defineLab, type Task } from "../../lab.ts";
import { lateCode } from "../../late-code.ts";
import { withCrowds } from "./crowd/metrics.ts";
import { checkCrowd, crowdBytes, crowdEvaluations, crowdTasks, isCrowd } from "./crowd/plan.ts";
import { CALIBRATION, isRegression, type McmcParams, mcmcFields, needsData } from "./fields.ts";
import { mcmcMetrics } from "./metrics.ts";
import { isRead, parameterNames, reading, sizeOf } from "./names.ts";
import { mcmcPresets } from "./presets.ts";
import {
  checkSampler,
  evaluationsPerDraw,
  learningCost,
  metricBytes,
  metricCost,
  thinningNotices,
} from "./sampler-rules.ts";

/** What sums up runs: no page needs it before one. */
const measuring = lateCode(() => import("./measuring.ts"), "measuring");

/**
 * Markov chain Monte Carlo. One task per chain, one step per draw (warm-up first); of a crowd of short chains, tasks of many that walk in step. Tasks that
 * views ask: "density" (a target in the plane on a grid), "replay" (the paths of a chain in the plane), "diagnose" (one parameter), "summaries" (several) and "totals" (of the chains); "rehearsal" readies threads for them.
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
    none: ({ target }) => !needsData(target) && target !== "own",
    optional: ({ target }) => target === "own",
  },
  presets: mcmcPresets,
  metrics: withCrowds(mcmcMetrics),
  wasm: ["mcmc"],
  devices: ["wasm", "webgpu", "scalar"],
  onGpu: isCrowd,
  prepareFor: (params, beside) =>
    isRead(params)
      ? (reading.prepare() ?? (beside && reading.code().readLong(params, beside.data, beside.breathe)))
      : undefined,
  check: (params, data) => {
    const { dimension, names } = sizeOf(params, data);
    checkSampler(params, dimension);
    if (isCrowd(params)) checkCrowd(params, Math.max(dimension, names.length));
  },
  notices: (params, data) => [
    ...thinningNotices(params),
    ...(isRegression(params.target) ? reading.code().responseNotices(params, data) : []),
  ],
  estimate(params, data) {
    const width = isRegression(params.target)
      ? reading.code().chosenColumns(params, data).predictors.length + 1
      : parameterNames(params, data).length;
    const gradient = gradientCost(params, data, width) + 10 * width + metricCost(params, width);
    if (isCrowd(params)) {
      const step = crowdEvaluations(params) * (gradient + CROWD_CALL);
      return {
        multiplyAdds: (params.warmup + params.draws) * step,
        bytes: crowdBytes(params, width),
      };
    }
    const transitions = params.warmup + params.draws * params.thin;
    const isDiagonal = (params.metric ?? "diagonal") === "diagonal";
    const whole = params.target === "gaussian-100" && isDiagonal ? 31 : 9;
    const transition = evaluationsPerDraw(params, width, whole) * gradient + TRANSITION;
    const multiplyAdds = params.chains * (transitions * transition + learningCost(params, width));
    // Simulations are sampled by the reference, some ten times as slow.
    if (params.target === CALIBRATION) {
      const simulations = params.simulations ?? 0;
      return { multiplyAdds: (10 * multiplyAdds * simulations) / params.chains, bytes: simulations * width * 12 };
    }
    return {
      multiplyAdds,
      wasm: ["diagnostics"],
      bytes: params.chains * ((params.warmup + params.draws) * (width * 8 + 41) + metricBytes(params, width)),
    };
  },
  plan(params, _data, key) {
    if (params.target === CALIBRATION) return calibrationTasks(params, key);
    if (isCrowd(params)) return crowdTasks(params, key);
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
  ...deferred(
    ["calibration", "chain", "crowd", "density", "diagnose", "rehearsal", "replay", "summaries", "totals"],
    async () => {
      const [{ mcmcProcesses }] = await Promise.all([import("./processes.ts"), reading.prepare(), measuring.prepare()]);
      return mcmcProcesses;
    },
  ),
  prepareMeasure: measuring.prepare,
  measure: (fold, { params }, data, parts) =>
    measuring.code().measureOf(fold, params, namesIn(fold, params, data), parts),
  parts: (fold, { params }, data) => measuring.code().partsOf(fold, params, namesIn(fold, params, data).length),
  rehearsal: (fold, { params }, data, task) =>
    measuring.code().rehearsalOf(fold, params, namesIn(fold, params, data).length, task),
  recording: (fold, { params }, data) => measuring.code().recordingOf(fold, params, namesIn(fold, params, data).length),
  draws: async () => (await import("./draws-files.ts")).drawsWriter,
  picture(fold) {
    const crowd = fold.tasks.flatMap(({ id }) => fold.output(id)?.last ?? []);
    if (crowd.length > 0) return crowd[0].shape[1] > 1 ? { kind: "points", series: crowd.slice(0, 4) } : undefined;
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
  const [{ id }] = fold.tasks;
  return parameterNames(params, data, fold.records(id, isCrowd(params) ? "mean" : "draw")?.shape[1] ?? 1);
}

/** Multiply-adds that each evaluation for a crowd costs beside its own: calls, momenta, numbers drawn. */
const CROWD_CALL = 100;
/** And each transition of a single chain: proposals, numbers drawn, what is recorded. */
const TRANSITION = 600;

/** As many tasks as chains share the simulations; which of them makes one changes nothing. */
function calibrationTasks({ simulations = 0, ...own }: McmcParams, key: Key): readonly Task[] {
  const stride = Math.min(own.chains, simulations);
  return Array.from({ length: stride }, (_, first) => ({
    id: `calibration.${first}`,
    kind: "calibration",
    key,
    steps: Math.floor((simulations - 1 - first) / stride) + 1,
    params: { ...own, first, stride },
  }));
}

/** Multiply-adds per gradient; exp and log count as 30. */
function gradientCost({ target }: McmcParams, data: Table | null, width: number): number {
  if (target === "logistic-regression" || target === "poisson-regression") return (data?.rows ?? 0) * (2 * width + 30);
  if (target === "linear-regression") return width * width + 30;
  const rows = target === "own" ? (data?.rows ?? 0) : 0;
  return rows * (2 * width + 30) + 10 * width + 60;
}
