/** What a run of learning says of itself. */

import type { Fold } from "../../../fold.ts";
import type { Metric } from "../../../lab.ts";
import { onlyOf } from "../../../only-of.ts";
import { graphOf, heldOutOf, isSimulated } from "./data.ts";
import { isExactCheap, type LearningParams } from "./plan.ts";
import { worthFrom } from "./worth.ts";

const isOfRows = ({ task }: LearningParams) => task === "tables" || task === "structure";

const onHeldOut: Pick<Metric, "applies" | "absent"> = {
  ...onlyOf(
    (params: LearningParams) => isOfRows(params) && params.heldOut !== 0,
    (data, { heldOut = 0, rows = 0 }) => heldOutOf(isSimulated(data) ? rows : data.rows, heldOut) > 0,
  ),
  absent: ({ logLikelihood }) =>
    logLikelihood === undefined ? undefined : { es: "alguna fila es imposible", en: "one of the rows is impossible" },
};
/** What needs the network that made the rows. */
const besideTruth = onlyOf(isOfRows, isSimulated);
const ofSameArrows: Pick<Metric, "applies" | "absent"> = {
  ...besideTruth,
  absent: ({ shd }) =>
    shd === undefined ? undefined : { es: "no son las mismas flechas", en: "its arrows are not the same" },
};
const besideGraph = onlyOf(
  ({ task }: LearningParams) => task === "structure",
  (data) => graphOf(data) !== undefined,
);
const besideOptimum = onlyOf(
  ({ search }: LearningParams) => search === "climb",
  (data, params) => isExactCheap(params, data),
);
const ofTexts = onlyOf(({ task }: LearningParams) => task === "text");

export const learningMetrics: readonly Metric[] = [
  {
    name: "logLikelihood",
    label: { es: "Log-verosimilitud por fila", en: "Log-likelihood per row" },
    unit: "nats",
    kind: "exact",
    better: "higher",
    meaning: {
      es: "Media por fila de las que se aprendió; lo que falta en una fila se suma sobre todos sus valores",
      en: "Mean per row of those learnt from; what is missing in a row is summed over all its values",
    },
  },
  {
    ...onHeldOut,
    name: "heldOut",
    label: { es: "En filas reservadas", en: "On held-out rows" },
    unit: "nats",
    kind: "exact",
    better: "higher",
    meaning: {
      es: "Log-verosimilitud media por fila de las que no se aprendió nada; falta si alguna es imposible para lo aprendido",
      en: "Mean log-likelihood per row that nothing was learnt from; absent where one of them is impossible for what was learnt",
    },
  },
  {
    name: "bic",
    label: { es: "BIC", en: "BIC" },
    unit: "nats",
    kind: "exact",
    better: "higher",
    meaning: {
      es: "Log-verosimilitud máxima del grafo en las filas completas, menos ½ log(filas) por parámetro libre",
      en: "Greatest log-likelihood of the graph on the complete rows, less ½ log(rows) per free parameter",
    },
  },
  {
    name: "bdeu",
    label: { es: "BDeu", en: "BDeu" },
    unit: "nats",
    kind: "exact",
    better: "higher",
    meaning: {
      es: "Logaritmo de la probabilidad de las filas completas dado el grafo, con todas las tablas promediadas",
      en: "Logarithm of the probability of the complete rows given the graph, averaged over all tables",
    },
  },
  {
    ...besideTruth,
    name: "kl",
    label: { es: "Divergencia KL", en: "KL divergence" },
    unit: "nats",
    kind: "exact",
    better: "lower",
    meaning: {
      es: "Divergencia de Kullback–Leibler, exacta, de la red que dio las filas a la aprendida; falta si sus tablas no caben",
      en: "Exact Kullback–Leibler divergence from the network that made the rows to the learnt one; absent where its tables do not fit",
    },
  },
  {
    ...ofSameArrows,
    name: "error",
    label: { es: "Error de las tablas", en: "Error of the tables" },
    unit: "",
    kind: "exact",
    better: "lower",
    meaning: {
      es: "Raíz de la media, sobre los nodos, del error cuadrático de su tabla; cada fila pesa según su probabilidad",
      en: "Root of the mean, over nodes, of the squared error of their tables; each row weighs by its probability",
    },
  },
  {
    name: "score",
    label: { es: "Puntuación", en: "Score" },
    unit: "nats",
    kind: "exact",
    better: "higher",
    meaning: {
      es: "Del mejor grafo hallado, con la puntuación elegida",
      en: "Of the best graph found, by the chosen score",
    },
  },
  {
    ...besideOptimum,
    name: "scoreGap",
    label: { es: "Por debajo del óptimo", en: "Below the optimum" },
    unit: "nats",
    kind: "exact",
    better: "lower",
    meaning: {
      es: "Cuánto le falta al ascenso para el mejor de todos los grafos, que la búsqueda exacta conoce",
      en: "How far the climb stays below the best graph of all, which the exact search knows",
    },
  },
  ...(
    [
      [
        "shd",
        "Distancia estructural",
        "Structural distance",
        "Aristas que faltan, sobran o tienen otra dirección",
        "Edges missing, extra or of another direction",
      ],
      [
        "missing",
        "Aristas que faltan",
        "Missing edges",
        "Están en el grafo verdadero y no en el aprendido",
        "In the true graph and not in the learnt one",
      ],
      [
        "extra",
        "Aristas que sobran",
        "Extra edges",
        "Están en el grafo aprendido y no en el verdadero",
        "In the learnt graph and not in the true one",
      ],
      [
        "reversed",
        "Aristas giradas",
        "Reversed edges",
        "Están en ambos con otra dirección, o solo en uno con dirección",
        "In both, but with another direction, or with one in one of them only",
      ],
    ] as const
  ).map(
    ([name, es, en, meaningEs, meaningEn]): Metric => ({
      ...besideGraph,
      name,
      label: { es, en },
      unit: "",
      kind: "exact",
      better: "lower",
      meaning: { es: `${meaningEs}, por clases de equivalencia`, en: `${meaningEn}, by equivalence class` },
    }),
  ),
  {
    name: "tests",
    label: { es: "Pruebas de independencia", en: "Tests of independence" },
    unit: "",
    kind: "exact",
    meaning: { es: "Cuántas hizo PC", en: "How many PC made" },
  },
  {
    ...ofTexts,
    name: "accuracy",
    label: { es: "Aciertos", en: "Accuracy" },
    unit: "",
    kind: "exact",
    better: "higher",
    meaning: {
      es: "Parte de los textos reservados cuya clase más probable es la suya",
      en: "Share of the held-out texts whose most probable class is theirs",
    },
  },
  {
    ...ofTexts,
    name: "baseline",
    label: { es: "Sin leer los textos", en: "Without reading" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Parte de los textos que son de la clase más frecuente: lo que acierta quien siempre dice esa",
      en: "Share of the texts that are of the most common class: what one gets right who always says that one",
    },
  },
];

export function measureLearning(fold: Fold): Readonly<Record<string, number>> {
  return { ...tablesMeasured(fold), ...structureMeasured(fold), ...textMeasured(fold) };
}

function textMeasured(fold: Fold): Record<string, number> {
  const output = fold.output("text");
  if (!output) return {};
  const { actual, predicted, share } = output;
  const right = Array.from(actual.values).filter((own, i) => own === predicted.values[i]).length;
  const count = actual.values.length;
  return { ...(count > 0 && { accuracy: right / count }), baseline: share.values[0] };
}

function tablesMeasured(fold: Fold): Record<string, number> {
  const output = fold.output("tables");
  if (output) return worthFrom(output);
  const steps = fold.records("tables", "logLikelihood")?.values;
  const last = steps?.[steps.length - 1];
  return last !== undefined && Number.isFinite(last) ? { logLikelihood: last } : {};
}

function structureMeasured(fold: Fold): Record<string, number> {
  const [found, exact, tested] = ["learnt", "exact", "pc"].map((task) => fold.output(task));
  const score = bestClimb(fold) ?? exact?.score.values[0];
  const optimum = bestClimb(fold) === undefined ? undefined : exact?.score.values[0];
  const [missing, extra, turned] = [found?.missing, found?.extra, found?.turned].map((pairs) => pairs?.shape[0]);
  const all = {
    ...(found && worthFrom(found)),
    score,
    scoreGap: score === undefined || optimum === undefined ? undefined : gapOf(score, optimum),
    shd: missing === undefined || extra === undefined || turned === undefined ? undefined : missing + extra + turned,
    missing,
    extra,
    reversed: turned,
    tests: tested?.tests.values[0],
  };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, number] => entry[1] !== undefined));
}

/** Sums in another order differ in their last bits: that is no gap. */
function gapOf(score: number, optimum: number): number {
  const gap = optimum - score;
  return gap > 1e-9 * Math.max(1, Math.abs(optimum)) ? gap : 0;
}

function bestClimb(fold: Fold): number | undefined {
  const scores = fold.tasks
    .filter(({ kind }) => kind === "climb")
    .flatMap(({ id }) => Array.from(fold.output(id)?.score.values ?? []));
  return scores.length > 0 ? Math.max(...scores) : undefined;
}
