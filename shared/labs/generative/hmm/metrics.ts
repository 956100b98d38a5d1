import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import type { Metric } from "../../lab.ts";
import { accuracyOf, agreement, bestMatch, decoded } from "./accuracy.ts";

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
    name: "pathLogProbability",
    label: { es: "log p(camino, x)", en: "log p(path, x)" },
    unit: "nats",
    kind: "exact",
    meaning: {
      es: "Del camino más probable junto con lo observado; su diferencia con log p(x) es el log de la probabilidad de ese camino",
      en: "Of the most probable path together with what was observed; how far it is from log p(x) is the log of the probability of that path",
    },
  },
];

/** The class that each state of an answer stands for, by its place; undefined without classes. */
export function matchOf(fold: Fold, data: Table | null, isLearned: boolean): Int32Array | undefined {
  const { posterior } = fold.output("answer") ?? {};
  if (!posterior || !data?.labels || !data.classes) return undefined;
  const [, K] = posterior.shape;
  const classes = data.classes.length;
  if (!isLearned) return Int32Array.from({ length: K }, (_, s) => (s < classes ? s : -1));
  return bestMatch(agreement(decoded(posterior.values, K), data.labels, K, classes), K, classes);
}

export function measureHmm(fold: Fold, isLearned: boolean, data: Table | null): Readonly<Record<string, number>> {
  const found = fold.output("answer");
  if (!found) return {};
  const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
  const match = matchOf(fold, data, isLearned);
  const labels = data?.labels;
  const accuracy = (states: Int32Array) => (labels && match ? accuracyOf(states, labels, match) : undefined);
  const out: Record<string, number | undefined> = {
    logLikelihood: sum(found.logLikelihoods.values),
    stateAccuracy: accuracy(decoded(found.posterior.values, found.posterior.shape[1])),
    pathAccuracy: accuracy(found.path.values as Int32Array),
    pathLogProbability: sum(found.pathLogs.values),
  };
  return Object.fromEntries(Object.entries(out).filter((entry): entry is [string, number] => entry[1] !== undefined));
}
