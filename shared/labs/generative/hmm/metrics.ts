import type { NDArray } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import type { Metric } from "../../lab.ts";
import { onlyOf, onlyOn } from "../../only-of.ts";
import { accuracyOf, agreement, bestMatch, decoded } from "./accuracy.ts";
import { type ApplicationParams, isSeries } from "./application-fields.ts";
import { regionLabels } from "./dna/strand.ts";
import type { HmmParams } from "./fields.ts";

/** The true states are the classes of rows. */
const hasStates = ({ labels, classes }: Table) => labels !== undefined && classes !== undefined;
const ofStates = onlyOn((data, { application }: ApplicationParams) =>
  application === "islands" ? regionLabels(data) !== undefined : hasStates(data),
);
const ofPath = onlyOf(isSeries);
const ofTruePath = onlyOf(isSeries, hasStates);
/** Of a model among others, by which it was chosen. */
const ofChosen = onlyOf((params: ApplicationParams) => isSeries(params) && params.task === "learn");

export const hmmMetrics: readonly Metric[] = [
  {
    name: "logLikelihood",
    label: { es: "log p(x)", en: "log p(x)" },
    unit: "nats",
    kind: "exact",
    better: "higher",
    meaning: {
      es: "Log-verosimilitud de todas las secuencias: suma sobre todos los caminos posibles",
      en: "Log-likelihood of all sequences: the sum over all possible paths",
    },
  },
  {
    ...ofStates,
    name: "stateAccuracy",
    label: { es: "Estados acertados", en: "States found" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Parte de las filas cuyo estado más probable es el verdadero. De un modelo aprendido, con la mejor correspondencia entre sus estados y los verdaderos",
      en: "Share of the rows whose most probable state is the true one. Of a learned model, by the best match between its states and the true ones",
    },
  },
  {
    ...ofTruePath,
    name: "pathAccuracy",
    label: { es: "Acierto del camino", en: "Path accuracy" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Lo mismo con los estados del camino más probable (Viterbi)",
      en: "The same for the states of the most probable path (Viterbi)",
    },
  },
  {
    ...ofPath,
    name: "pathLogProbability",
    label: { es: "log p(camino, x)", en: "log p(path, x)" },
    unit: "nats",
    kind: "exact",
    meaning: {
      es: "Del camino más probable junto con lo observado; su diferencia con log p(x) es el log de la probabilidad de ese camino",
      en: "Of the most probable path together with what was observed; how far it is from log p(x) is the log of the probability of that path",
    },
  },
  {
    ...ofChosen,
    name: "bic",
    label: { es: "BIC", en: "BIC" },
    unit: "",
    kind: "exact",
    better: "lower",
    meaning: {
      es: "Criterio de Schwarz del modelo elegido: −2 log p + parámetros · log(filas observadas)",
      en: "Schwarz's criterion of the model that was chosen: −2 log p + parameters · log(observed rows)",
    },
  },
  {
    ...ofChosen,
    name: "aic",
    label: { es: "AIC", en: "AIC" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Criterio de Akaike del modelo elegido: −2 log p + 2 · parámetros",
      en: "Akaike's criterion of the model that was chosen: −2 log p + 2 · parameters",
    },
  },
  {
    name: "heldOut",
    label: { es: "Reservada por fila", en: "Held out, per row" },
    unit: "nats",
    kind: "exact",
    better: "higher",
    meaning: {
      es: "Log-verosimilitud media por fila de la parte reservada, sabido lo anterior",
      en: "Mean log-likelihood per row of the held-out part, given what is before it",
    },
  },
  {
    name: "states",
    label: { es: "Estados", en: "States" },
    unit: "",
    kind: "exact",
    meaning: { es: "Número de estados del modelo", en: "Number of states of the model" },
  },
  {
    name: "deadStates",
    label: { es: "Estados muertos", en: "Dead states" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Estados que el modelo espera visitar menos de media vez en todos los datos",
      en: "States that the model expects to visit less than half a time in all data",
    },
  },
];

/** The class that each state of an answer stands for, by its place; undefined without classes. */
export function matchOf(fold: Fold, { task }: Pick<HmmParams, "task">, data: Table | null): Int32Array | undefined {
  const { posterior } = fold.output("answer") ?? {};
  if (!posterior || !data?.labels || !data.classes) return undefined;
  const [, K] = posterior.shape;
  const classes = data.classes.length;
  if (task !== "learn") return Int32Array.from({ length: K }, (_, s) => (s < classes ? s : -1));
  return bestMatch(agreement(decoded(posterior.values, K), data.labels, K, classes), K, classes);
}

/** Expected number of rows in each state, of an answer. */
export function occupancyOf({ shape: [, K], values }: NDArray): Float64Array {
  const rows = new Float64Array(K);
  for (let i = 0; i < values.length; i++) rows[i % K] += values[i];
  return rows;
}

export function measureHmm(fold: Fold, params: HmmParams, data: Table | null): Readonly<Record<string, number>> {
  const found = fold.output("answer");
  if (!found) return {};
  const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
  const match = matchOf(fold, params, data);
  const labels = data?.labels;
  const accuracy = (states: Int32Array) => (labels && match ? accuracyOf(states, labels, match) : undefined);
  const [, K] = found.posterior.shape;
  const best = found.best?.values[0] ?? 0;
  const out: Record<string, number | undefined> = {
    logLikelihood: sum(found.logLikelihoods.values),
    stateAccuracy: accuracy(decoded(found.posterior.values, K)),
    pathAccuracy: accuracy(Int32Array.from(found.path.values)),
    pathLogProbability: sum(found.pathLogs.values),
    bic: found.bic?.values[best],
    aic: found.aic?.values[best],
    heldOut: found.heldOut?.values[0] ?? found.heldOutOf?.values[best],
    states: K,
    deadStates: occupancyOf(found.posterior).reduce((count, one) => count + (one < 0.5 ? 1 : 0), 0),
  };
  return Object.fromEntries(
    Object.entries(out).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
  );
}
