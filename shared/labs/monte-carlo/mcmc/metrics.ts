import type { NDArray } from "../../../arrays.ts";
import { ebfmi } from "../../../stats/convergence.ts";
import { essCap } from "../../../stats/ess.ts";
import { type Summary, summarise } from "../../../stats/summary.ts";
import type { Localized } from "../../../text.ts";
import type { Fold } from "../../fold.ts";
import type { Metric } from "../../lab.ts";
import type { McmcParams } from "./fields.ts";

/** Number of draws above which an unfinished run is not diagnosed: 4 chains of 1,000 draws for 8 parameters, so that the page stays responsive. */
const LIVE_VALUES = 32_000;

/** Metrics over the draws after warm-up that every chain has made. */
export function measureChains(fold: Fold, params: McmcParams, names: readonly string[]): Record<string, number> {
  const tasks = fold.tasks.map(({ id }) => id);
  const metrics: Record<string, number> = { gradients: total(fold, "leapfrogs", 0) };
  const warmup = Math.max(...tasks.map((task) => warmupRows(fold, task, params.warmup)));
  const draws = Math.min(...tasks.map((task) => rows(fold, task))) - warmup;
  if (draws < 4) return metrics;
  metrics.divergences = total(fold, "divergent", warmup);
  metrics.acceptance = total(fold, "accept", warmup) / tasks.reduce((sum, id) => sum + rows(fold, id) - warmup, 0);
  if (params.sampler !== "metropolis") {
    const energies = tasks.map((task) => ebfmi(after(fold, task, "energy", warmup)));
    putExtreme(metrics, "ebfmi", energies, Math.min);
  }
  const known = fold.finished ? names.length : Math.max(1, Math.floor(LIVE_VALUES / (tasks.length * draws)));
  const summaries = names
    .slice(0, known)
    .map((_, column) =>
      summarise(tasks.map((task) => columnOf(fold.records(task, "draw") as NDArray, column, warmup, draws))),
    );
  summaries.forEach((summary, i) => {
    for (const [kind, value] of Object.entries(summary)) put(metrics, `${kind}.${names[i]}`, value);
  });
  // The largest of those that have a value would hide a parameter whose chains stand still.
  const rhats = summaries.map((summary) => summary.rhat);
  if (!rhats.includes(undefined)) putExtreme(metrics, "rhat", rhats, Math.max);
  putExtreme(
    metrics,
    "essBulk",
    summaries.map((summary) => summary.essBulk),
    Math.min,
  );
  putExtreme(
    metrics,
    "essTail",
    summaries.map((summary) => summary.essTail),
    Math.min,
  );
  putExtreme(metrics, "mcse", summaries.map(relativeError), Math.max);
  return metrics;
}

/** Rows of a record that belong to warm-up; the records of a published result may be thinned. */
export function warmupRows(fold: Fold, task: string, warmup: number): number {
  const done = fold.done(task);
  const kept = rows(fold, task);
  return kept < done ? Math.ceil((warmup * kept) / done) : warmup;
}

/** Rows that are kept of a chain: fewer than its steps when a published result was thinned. */
function rows(fold: Fold, task: string): number {
  return fold.records(task, "draw")?.shape[0] ?? 0;
}

function relativeError({ mcse, sd }: Summary): number | undefined {
  return mcse === undefined ? undefined : mcse / sd;
}

function after(fold: Fold, task: string, name: string, warmup: number): Float64Array {
  return Float64Array.from((fold.records(task, name)?.values ?? new Float64Array(0)).subarray(warmup));
}

function total(fold: Fold, name: string, from: number): number {
  let sum = 0;
  for (const { id } of fold.tasks) {
    const values = fold.records(id, name)?.values;
    for (let i = from; values !== undefined && i < values.length; i++) sum += values[i];
  }
  return sum;
}

function columnOf({ shape, values }: NDArray, column: number, from: number, draws: number): Float64Array {
  const width = shape[1];
  const chain = new Float64Array(draws);
  for (let i = 0; i < draws; i++) chain[i] = values[(from + i) * width + column];
  return chain;
}

function put(metrics: Record<string, number>, name: string, value: number | undefined): void {
  if (value !== undefined && Number.isFinite(value)) metrics[name] = value;
}

/** The extreme of the values that exist. */
function putExtreme(
  metrics: Record<string, number>,
  name: string,
  values: readonly (number | undefined)[],
  extreme: (...values: number[]) => number,
): void {
  const known = values.filter((value) => value !== undefined && Number.isFinite(value)) as number[];
  if (known.length > 0) metrics[name] = extreme(...known);
}

const exact = (
  name: string,
  es: string,
  en: string,
  label?: Localized,
  shown: Pick<Metric, "absent" | "most"> = {},
): Metric => ({
  name,
  unit: "",
  ...(label && { label }),
  meaning: { es, en },
  ...shown,
  kind: "exact",
});

/** Why there is no R̂: there is an effective size of chains that stand still at different places, and none where all draws are equal. */
const standStill: Pick<Metric, "absent"> = {
  absent: ({ essBulk }) =>
    essBulk === undefined
      ? { es: "las cadenas no se movieron", en: "the chains did not move" }
      : { es: "las cadenas no coinciden", en: "the chains do not agree" },
};

/** The most that an effective size says of `draws` draws of each chain: both halves of a chain count, the middle of an odd number does not. */
export function mostEss(chains: number, draws: number): number {
  return essCap(chains * 2 * Math.floor(draws / 2));
}
const capped: Pick<Metric, "most"> = { most: ({ chains, draws }) => mostEss(Number(chains), Number(draws)) };

export const mcmcMetrics: readonly Metric[] = [
  exact(
    "rhat",
    "El mayor R̂ de rangos normalizados de todos los parámetros; se pide ≤ 1,01",
    "Largest rank-normalised R̂ over all parameters; should be ≤ 1.01",
    { es: "R̂", en: "R̂" },
    standStill,
  ),
  exact(
    "essBulk",
    "El menor tamaño de muestra efectivo del centro de la distribución; «≥» marca el tope, S·log₁₀ S de S muestras",
    "Smallest bulk effective sample size over all parameters; “≥” marks the cap, S·log₁₀ S of S draws",
    { es: "ESS", en: "ESS" },
    capped,
  ),
  exact(
    "essTail",
    "El menor tamaño de muestra efectivo de las colas",
    "Smallest tail effective sample size over all parameters",
    {
      es: "ESS de colas",
      en: "Tail ESS",
    },
    capped,
  ),
  exact(
    "mcse",
    "El mayor error estándar de Monte Carlo de una media, en desviaciones típicas de su parámetro",
    "Largest Monte Carlo standard error of a mean, in units of its parameter's standard deviation",
    { es: "Error de MC", en: "MC error" },
  ),
  exact("divergences", "Transiciones divergentes después del calentamiento", "Divergent transitions after warm-up", {
    es: "Divergencias",
    en: "Divergences",
  }),
  exact(
    "acceptance",
    "Probabilidad media de aceptación después del calentamiento",
    "Mean acceptance probability after warm-up",
    { es: "Aceptación", en: "Acceptance" },
  ),
  exact(
    "ebfmi",
    "La menor fracción bayesiana de información perdida sobre la energía (E-BFMI) de las cadenas; por debajo de 0,3 es mala señal",
    "Smallest energy Bayesian fraction of missing information (E-BFMI) over the chains; below 0.3 is a bad sign",
  ),
  exact("gradients", "Evaluaciones del gradiente, calentamiento incluido", "Gradient evaluations, including warm-up", {
    es: "Gradientes",
    en: "Gradients",
  }),
  exact("mean.<parameter>", "Media del parámetro", "Mean of the parameter"),
  exact("sd.<parameter>", "Desviación típica del parámetro", "Standard deviation of the parameter"),
  exact("mcse.<parameter>", "Error estándar de Monte Carlo de la media", "Monte Carlo standard error of the mean"),
  exact("rhat.<parameter>", "R̂ del parámetro", "R̂ of the parameter"),
  exact("essBulk.<parameter>", "Tamaño de muestra efectivo del centro", "Bulk effective sample size"),
  exact("essTail.<parameter>", "Tamaño de muestra efectivo de las colas", "Tail effective sample size"),
];
