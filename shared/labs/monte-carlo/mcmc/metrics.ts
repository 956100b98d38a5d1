import type { Arrays } from "../../../arrays.ts";
import type { Params } from "../../../experiment/fields.ts";
import { ebfmi } from "../../../stats/convergence.ts";
import { essCap } from "../../../stats/ess.ts";
import { type Summary, summarise } from "../../../stats/summary.ts";
import type { Localized } from "../../../text.ts";
import type { Fold } from "../../fold.ts";
import type { Metric } from "../../lab.ts";
import type { LabQuestion } from "../../recording.ts";
import { CALIBRATION, type McmcParams } from "./fields.ts";
import { summaryQuestion } from "./questions.ts";
import { hasMomentum, swapMetrics } from "./sampler-rules.ts";
import { columnOf, summariesOf } from "./summaries.ts";
import { seriesOf } from "./walkers.ts";

/** Numbers of an unfinished run that are diagnosed at a time: parameters that are beyond wait for its end, but for the first. A tenth of a second of a thread. */
const LIVE_VALUES = 1_000_000;
/** Numbers that a thread is given at a time once a run is finished: half a second of it. */
const PART_VALUES = 5_200_000;

/** The draws that count: rows [from, to) of every chain, and how many parameters are diagnosed. */
function extent(fold: Fold, { warmup }: McmcParams, parameters: number) {
  const tasks = fold.tasks.map(({ id }) => id);
  const from = Math.max(...tasks.map((task) => warmupRows(fold, task, warmup)));
  const to = Math.min(...tasks.map((task) => rows(fold, task)));
  const live = Math.max(1, Math.floor(LIVE_VALUES / (tasks.length * (to - from))));
  return { tasks, from, to, known: fold.finished ? parameters : Math.min(live, parameters) };
}

/** Fewer draws of a chain than these say nothing. */
const FEWEST = 4;

/** The summaries that `measureChains` needs, as questions of several parameters each. */
export function summaryParts(fold: Fold, params: McmcParams, parameters: number): readonly LabQuestion[] {
  const { tasks, from, to, known } = extent(fold, params, parameters);
  if (to - from < FEWEST) return [];
  const each = Math.max(1, Math.floor(PART_VALUES / (tasks.length * (to - from))));
  return Array.from({ length: Math.ceil(known / each) }, (_, part) => {
    const first = part * each;
    return summaryQuestion(fold, first, Math.min(each, known - first), from, to);
  });
}

/** Metrics over the draws after warm-up that every chain has made; `parts`: answers to `summaryParts`. */
export function measureChains(
  fold: Fold,
  params: McmcParams,
  names: readonly string[],
  parts?: readonly Arrays[],
): Record<string, number> {
  const { tasks, from: warmup, to, known } = extent(fold, params, names.length);
  const metrics: Record<string, number> = { [workOf(params.sampler)]: total(fold, "leapfrogs", 0) };
  const draws = to - warmup;
  if (draws < FEWEST) return metrics;
  metrics.divergences = total(fold, "divergent", warmup);
  metrics.acceptance = total(fold, "accept", warmup) / tasks.reduce((sum, id) => sum + rows(fold, id) - warmup, 0);
  if (hasMomentum(params.sampler)) {
    const energies = tasks.map((task) => ebfmi(after(fold, task, "energy", warmup)));
    putExtreme(metrics, "ebfmi", energies, Math.min);
  }
  if (params.sampler === "tempering") Object.assign(metrics, swapMetrics(fold));
  const series = seriesOf(fold, warmup, to);
  const summaries: readonly Partial<Summary>[] =
    parts?.flatMap(summariesOf) ??
    names
      .slice(0, known)
      .map((_, column) =>
        summarise(
          Object.values(series.given).map((one) => columnOf(one, column, series.from, series.to - series.from)),
        ),
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

/** How evaluations of the density are called: by the gradients that a sampler uses (of Metropolis, that is none). */
function workOf(sampler: McmcParams["sampler"]): "gradients" | "evaluations" {
  return hasMomentum(sampler) || sampler === "metropolis" ? "gradients" : "evaluations";
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

function relativeError({ mcse, sd }: Partial<Summary>): number | undefined {
  return mcse === undefined || sd === undefined ? undefined : mcse / sd;
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
  shown: Pick<Metric, "absent" | "most" | "applies"> = {},
): Metric => ({
  name,
  unit: "",
  ...(label && { label }),
  meaning: { es, en },
  ...shown,
  kind: "exact",
});

/** Whether a run has chains of one posterior. */
function ofChains({ target }: Params): boolean {
  return target !== CALIBRATION;
}

/** Whether trajectories can leave the density: only those that follow its gradient. */
function diverges(params: Params): boolean {
  return ofChains(params) && hasMomentum(String(params.sampler));
}

/** Why there is no R̂: there is an effective size of chains that stand still at different places, and none where all draws are equal. */
const standStill: Pick<Metric, "absent" | "applies"> = {
  applies: ofChains,
  absent: ({ essBulk, simulations }) =>
    simulations !== undefined
      ? undefined
      : essBulk === undefined
        ? { es: "las cadenas no se movieron", en: "the chains did not move" }
        : { es: "las cadenas no coinciden", en: "the chains do not agree" },
};

/** The most that an effective size says of `draws` draws of each chain: both halves of a chain count, the middle of an odd number does not. */
export function mostEss(chains: number, draws: number): number {
  return essCap(chains * 2 * Math.floor(draws / 2));
}
const capped: Pick<Metric, "most" | "applies"> = {
  applies: ofChains,
  most: ({ chains, draws }) => mostEss(Number(chains), Number(draws)),
};

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
  exact(
    "divergences",
    "Transiciones divergentes después del calentamiento",
    "Divergent transitions after warm-up",
    { es: "Divergencias", en: "Divergences" },
    { applies: diverges },
  ),
  exact(
    "acceptance",
    "Probabilidad media de aceptación después del calentamiento",
    "Mean acceptance probability after warm-up",
    { es: "Aceptación", en: "Acceptance" },
    { applies: ofChains },
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
  exact(
    "evaluations",
    "Evaluaciones de la densidad, calentamiento incluido, de los algoritmos que no usan el gradiente",
    "Evaluations of the density, including warm-up, of samplers that need no gradient",
    { es: "Evaluaciones", en: "Evaluations" },
  ),
  exact(
    "swapRate",
    "La menor tasa de intercambios aceptados entre temperaturas vecinas; si es casi 0, la escalera está rota",
    "Smallest rate of accepted swaps between neighbouring temperatures; near 0 the ladder is broken",
    { es: "Intercambios", en: "Swaps" },
    { applies: ({ sampler }) => sampler === "tempering" },
  ),
  exact(
    "swapRate.<pair>",
    "Tasa de intercambios aceptados entre dos temperaturas vecinas, la más fría primero",
    "Rate of accepted swaps between two neighbouring temperatures, the coldest pair first",
  ),
  exact(
    "calibrationP",
    "Valor p de la calibración: la menor de las probabilidades de χ², por el número de parámetros. Casi 0: el algoritmo o el modelo está mal",
    "p-value of the calibration: the smallest χ² probability times the number of parameters. Near 0: sampler or model is wrong",
    { es: "Valor p", en: "p-value" },
    { applies: ({ target }) => target === CALIBRATION },
  ),
  exact("calibrationP.<parameter>", "Valor p de los rangos del parámetro", "p-value of the parameter's ranks"),
  exact("simulations", "Simulaciones hechas", "Simulations made"),
  exact("mean.<parameter>", "Media del parámetro", "Mean of the parameter"),
  exact("sd.<parameter>", "Desviación típica del parámetro", "Standard deviation of the parameter"),
  exact("q5.<parameter>", "Cuantil del 5 % del parámetro", "5 % quantile of the parameter"),
  exact("q25.<parameter>", "Cuantil del 25 % del parámetro", "25 % quantile of the parameter"),
  exact("q50.<parameter>", "Mediana del parámetro", "Median of the parameter"),
  exact("q75.<parameter>", "Cuantil del 75 % del parámetro", "75 % quantile of the parameter"),
  exact("q95.<parameter>", "Cuantil del 95 % del parámetro", "95 % quantile of the parameter"),
  exact("mcse.<parameter>", "Error estándar de Monte Carlo de la media", "Monte Carlo standard error of the mean"),
  exact(
    "mcseSd.<parameter>",
    "Error estándar de Monte Carlo de la desviación típica",
    "Monte Carlo standard error of the standard deviation",
  ),
  exact(
    "mcseQ5.<parameter>",
    "Error estándar de Monte Carlo del cuantil del 5 %",
    "Monte Carlo standard error of the 5 % quantile",
  ),
  exact(
    "mcseQ50.<parameter>",
    "Error estándar de Monte Carlo de la mediana",
    "Monte Carlo standard error of the median",
  ),
  exact(
    "mcseQ95.<parameter>",
    "Error estándar de Monte Carlo del cuantil del 95 %",
    "Monte Carlo standard error of the 95 % quantile",
  ),
  exact("rhat.<parameter>", "R̂ del parámetro", "R̂ of the parameter"),
  exact("essBulk.<parameter>", "Tamaño de muestra efectivo del centro", "Bulk effective sample size"),
  exact("essTail.<parameter>", "Tamaño de muestra efectivo de las colas", "Tail effective sample size"),
];
