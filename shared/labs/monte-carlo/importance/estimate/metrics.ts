import type { Params } from "../../../../experiment/fields.ts";
import type { Fold } from "../../../fold.ts";
import type { Metric } from "../../../lab.ts";
import { known } from "../../../metrics.ts";
import { BATCH } from "./batch-size.ts";
import type { EstimateParams } from "./fields.ts";
import { exactIn, LEAST_COVERED, lastOf, recordsOf, repeatedIn } from "./results.ts";

const applies = ({ task }: Params) => task === "estimate";

export const estimateMetrics: readonly Metric[] = [
  {
    name: "estimate",
    applies,
    unit: "",
    label: { es: "Estimación", en: "Estimate" },
    meaning: {
      es: "De la esperanza de f bajo p, con todas las muestras",
      en: "Of the expectation of f under p, from all draws",
    },
    kind: "exact",
  },
  {
    name: "standardError",
    applies,
    unit: "",
    label: { es: "Error estándar", en: "Standard error" },
    meaning: {
      es: "Del estimador, según la dispersión de los pesos; no dice nada si la varianza es infinita",
      en: "Of the estimator, by how the weights scatter; it says nothing where the variance is infinite",
    },
    better: "lower",
    kind: "exact",
  },
  {
    name: "exact",
    applies,
    unit: "",
    label: { es: "Valor exacto", en: "Exact value" },
    meaning: { es: "Por integración numérica en una dimensión", en: "By numerical integration in one dimension" },
    kind: "exact",
  },
  {
    name: "essShare",
    applies,
    unit: "",
    label: { es: "ESS / muestras", en: "ESS / draws" },
    meaning: { es: "Tamaño efectivo de muestra por muestra", en: "Effective sample size per draw" },
    better: "higher",
    kind: "exact",
  },
  {
    name: "essTerms",
    applies,
    unit: "",
    label: { es: "ESS de f", en: "ESS for f" },
    meaning: {
      es: "El mismo cociente con los sumandos |f|·w en vez de los pesos: cuántas muestras cargan con esta estimación",
      en: "The same ratio of the terms |f|·w in place of the weights: how many draws bear this estimate",
    },
    better: "higher",
    kind: "exact",
  },
  {
    name: "paretoK",
    applies,
    absent: () => ({ es: "sin cola que medir", en: "no tail to measure" }),
    unit: "",
    label: { es: "k de Pareto", en: "Pareto k" },
    meaning: {
      es: "Forma de la cola de los sumandos (de los pesos, si el estimador es autonormalizado): desde 0,5 la varianza es infinita, y sobre 0,7 no hay que fiarse",
      en: "Shape of the tail of the terms (of the weights, for the self-normalised estimator): from 0.5 on the variance is infinite, above 0.7 it is not to be trusted",
    },
    better: "lower",
    kind: "exact",
  },
  {
    name: "varianceRatio",
    applies,
    unit: "",
    label: { es: "Ventaja sobre p", en: "Gain over p" },
    meaning: {
      es: "Cuántas muestras de la propia p harían falta por cada muestra de q para el mismo error",
      en: "How many draws from p itself each draw from q is worth, for the same error",
    },
    absent: () => ({
      es: "ninguna: la figura dice por qué",
      en: "none: the picture says why",
    }),
    better: "higher",
    kind: "exact",
  },
  {
    name: "repeatMean",
    applies,
    unit: "",
    label: { es: "Media repetida", en: "Mean of repeats" },
    meaning: { es: "De las estimaciones de todas las repeticiones", en: "Of the estimates of all repeats" },
    kind: "exact",
  },
  {
    name: "repeatError",
    applies,
    unit: "",
    label: { es: "Su error", en: "Its error" },
    meaning: {
      es: "Error estándar de esa media, según la dispersión",
      en: "Standard error of that mean, by the scatter",
    },
    better: "lower",
    kind: "exact",
  },
  {
    name: "coverage",
    applies,
    unit: "",
    label: { es: "Cobertura", en: "Coverage" },
    meaning: {
      es: "Parte de los intervalos del 95 % de las repeticiones que contienen el valor exacto",
      en: "Share of the repeats' 95 % intervals that hold the exact value",
    },
    kind: "exact",
  },
];

export function measureEstimate(fold: Fold, params: EstimateParams): Readonly<Record<string, number>> {
  const [value, error] = recordsOf(params).map((name) => lastOf(fold, name));
  const count = fold.done("draws") * BATCH;
  const ess = lastOf(fold, "ess");
  const tail = fold.output("draws")?.tail?.values;
  const k = tail === undefined ? undefined : Number(tail[params.estimator === "plain" ? 1 : 0]);
  const exact = exactIn(fold, "value");
  const naive = exactIn(fold, "naiveVariance");
  // By theory where it is known: one run of a bad proposal does not see how bad it is.
  const own = exactIn(fold, "variance") ?? (error === undefined ? undefined : count * error * error);
  const repeated = repeatedIn(fold, exact);
  const isInfinite = fold.output("theory")?.infinite?.values[0] === 1;
  // What misses a part of the sum tends to another number, however little it scatters.
  const isWhole = (exactIn(fold, "covered") ?? 1) > LEAST_COVERED;
  const ratio = !isInfinite && isWhole && naive !== undefined && own !== undefined && own > 0 ? naive / own : undefined;
  return known({
    estimate: value,
    standardError: error,
    exact,
    ess,
    essShare: ess === undefined || count === 0 ? undefined : ess / count,
    essTerms: lastOf(fold, "essTerms"),
    paretoK: k,
    varianceRatio: ratio,
    repeatMean: repeated.mean,
    repeatError: repeated.error,
    coverage: repeated.coverage,
  });
}
