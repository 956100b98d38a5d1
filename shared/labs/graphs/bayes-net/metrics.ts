import type { BayesNet } from "../../../experiment/document.ts";
import { offsetsOf } from "../../../kernels/bayes-net/model.ts";
import type { Fold } from "../../fold.ts";
import type { Metric } from "../../lab.ts";
import { known, told } from "../../metrics.ts";
import { onlyOf } from "../../only-of.ts";
import { type BayesNetParams, isQuestion, isSampler, isWeighed, type Method } from "./fields.ts";

/** In the place of a number of a summary that has no value. */
export const NONE = -1;

/** Of questions, and of those alone that are answered so. */
const asking = (so: (method: Method) => boolean = () => true) =>
  onlyOf((params: BayesNetParams) => isQuestion(params) && so(params.method));

/** What needs an exact answer, which not every network has. */
const besideExact: Pick<Metric, "absent"> = {
  absent: ({ exact }) => (exact === 1 ? undefined : { es: "la exacta no cabe", en: "the exact one does not fit" }),
};
const ofEvidence = { ...asking(), ...besideExact };
const ofDistance = { ...asking((method) => method !== "exact"), ...besideExact };
const ofSamples = asking(isSampler);
const ofWeights = asking(isWeighed);
const ofGibbs = asking((method) => method === "gibbs");

export const bayesNetMetrics: readonly Metric[] = [
  {
    name: "posterior.<node>.<state>",
    unit: "",
    kind: "exact",
    meaning: {
      es: "Probabilidad de ese estado dado todo lo que se sabe: la exacta donde la hay, si no la del método aproximado («exact» dice cuál)",
      en: "Probability of that state given all that is known: the exact one where there is one, otherwise that of the approximate method (“exact” tells which)",
    },
  },
  {
    name: "exact",
    unit: "",
    kind: "exact",
    label: { es: "Exacta", en: "Exact" },
    meaning: {
      es: "1 si todas las probabilidades son las exactas, 0 si las hay de un método aproximado",
      en: "1 where all probabilities are exact, 0 where some are those of an approximate method",
    },
  },
  {
    ...ofEvidence,
    name: "logEvidence",
    unit: "nats",
    kind: "exact",
    label: { es: "Log de la evidencia", en: "Log evidence" },
    meaning: {
      es: "Logaritmo natural de la probabilidad de la evidencia: el exacto donde lo hay, si no la estimación del método",
      en: "Natural logarithm of the probability of the evidence: exact where it is known, otherwise the method's estimate",
    },
  },
  {
    name: "logEvidenceEstimate",
    unit: "nats",
    kind: "exact",
    label: { es: "Log de la evidencia, estimado", en: "Log evidence, estimated" },
    meaning: {
      es: "Lo que el método aproximado estima de ese logaritmo: por los pesos de las muestras o por la energía libre de Bethe",
      en: "What the approximate method estimates of that logarithm: by the weights of samples, or by the Bethe free energy",
    },
  },
  {
    name: "bound",
    unit: "nats",
    kind: "exact",
    label: { es: "Cota", en: "Bound" },
    meaning: {
      es: "Cota inferior del campo medio para el logaritmo de la evidencia",
      en: "Mean field's lower bound on the log evidence",
    },
    better: "higher",
  },
  {
    ...ofDistance,
    name: "error.mean",
    unit: "",
    kind: "exact",
    label: { es: "Error medio", en: "Mean error" },
    meaning: {
      es: "Distancia de variación total entre la estimación y la respuesta exacta, media de los nodos que no se conocen",
      en: "Total-variation distance between the estimate and the exact answer, mean over the nodes that are not known",
    },
    better: "lower",
  },
  {
    ...ofDistance,
    name: "error.max",
    unit: "",
    kind: "exact",
    label: { es: "Error mayor", en: "Largest error" },
    meaning: {
      es: "La mayor de esas distancias: la del nodo peor estimado",
      en: "The largest of these distances: that of the node which is estimated worst",
    },
    better: "lower",
  },
  {
    ...ofWeights,
    name: "acceptance",
    unit: "",
    kind: "exact",
    label: { es: "Aceptación", en: "Acceptance" },
    meaning: {
      es: "Parte de las muestras que cuentan: las que concuerdan con la evidencia",
      en: "Share of the samples that count: those that agree with the evidence",
    },
    better: "higher",
  },
  {
    ...ofSamples,
    name: "ess",
    unit: "",
    kind: "exact",
    label: { es: "Muestras efectivas", en: "Effective samples" },
    meaning: {
      es: "A cuántas muestras independientes e igual de pesadas equivalen todas; en Gibbs, para el estado peor estimado",
      en: "How many independent samples of equal weight all of them are worth; of Gibbs sampling, for the state estimated worst",
    },
    better: "higher",
  },
  {
    ...ofGibbs,
    name: "rhat",
    unit: "",
    kind: "exact",
    label: { es: "R̂", en: "R̂" },
    meaning: {
      es: "La mayor R̂ de los estados, entre las mitades de las cadenas de Gibbs: por encima de 1,01 aún no coinciden",
      en: "The largest R̂ of the states, among the halves of the Gibbs chains: above 1.01 they do not agree yet",
    },
    better: "lower",
    absent: ({ apart }) => (apart > 0 ? { es: "las cadenas no se mezclan", en: "the chains do not mix" } : undefined),
  },
  {
    ...ofGibbs,
    name: "apart",
    unit: "",
    kind: "exact",
    label: { es: "Estados atascados", en: "Stuck states" },
    meaning: {
      es: "Estados en los que unas cadenas de Gibbs se quedaron siempre y otras nunca: no se mezclan, y ninguna R̂ lo mide",
      en: "States in which some Gibbs chains always stood and others never: they do not mix, and no R̂ measures that",
    },
    better: "lower",
  },
  {
    name: "residual",
    unit: "",
    kind: "exact",
    label: { es: "Residuo", en: "Residual" },
    meaning: {
      es: "Mayor cambio de un mensaje en la última ronda: cerca de 0 ha convergido",
      en: "Largest change of a message in the last round: near 0 it has converged",
    },
    better: "lower",
  },
  {
    name: "logMostProbable",
    unit: "nats",
    kind: "exact",
    label: { es: "Log de la explicación más probable", en: "Log of the most probable explanation" },
    meaning: {
      es: "Logaritmo de la probabilidad de la explicación más probable (un estado por nodo) dado todo lo que se sabe",
      en: "Logarithm of the probability of the most probable explanation (one state per node) given all that is known",
    },
  },
  {
    name: "treewidth",
    unit: "",
    kind: "exact",
    label: { es: "Anchura de árbol", en: "Treewidth" },
    meaning: {
      es: "Anchura inducida por el orden de eliminación: vecinos que tiene como mucho un nodo cuando se elimina",
      en: "Width that the elimination order induces: the most neighbours that a node has when it is eliminated",
    },
  },
  {
    name: "maxFactor",
    unit: "",
    kind: "exact",
    label: { es: "Tabla mayor", en: "Largest table" },
    meaning: {
      es: "Números de la mayor tabla que aparece al eliminar",
      en: "Numbers in the largest table that elimination makes",
    },
  },
];

export function measureBayesNet(
  fold: Fold,
  params: BayesNetParams,
  { nodes }: BayesNet,
): Readonly<Record<string, number>> {
  const exact = fold.output("exact");
  const summary = fold.output("summary");
  const rounds = fold.output("loopy") ?? fold.output("mean-field");
  // Samples that ignore what is known tell nothing of what follows from it.
  const estimate = ignoresEvidence(params) ? undefined : (summary?.estimate ?? rounds?.estimate);
  const marginals = exact?.marginals ?? estimate;
  const [mean, max, acceptance, ess, rhat, apart] = summary?.numbers.values ?? [];
  const eliminated = fold.output("elimination");
  const estimated = (summary ?? rounds)?.logEvidence?.values[0];
  const last = (record: string) => told(fold, fold.tasks.at(-1)?.id ?? "", record).at(-1);
  return known({
    ...(marginals && posteriors(nodes, marginals.values)),
    ...(!exact && eliminated && posteriorOf(nodes, params.query, eliminated.marginal.values)),
    exact: exact || (eliminated && !estimate) ? 1 : estimate && 0,
    logEvidence: (exact ?? eliminated)?.logEvidence.values[0] ?? estimated,
    logMostProbable: exact?.logMostProbable.values[0],
    treewidth: exact?.treewidth.values[0],
    maxFactor: exact?.maxFactor.values[0],
    logEvidenceEstimate: estimated,
    "error.mean": summary ? nonNegative(mean) : last("errorMean"),
    "error.max": summary ? nonNegative(max) : last("errorMax"),
    acceptance: nonNegative(acceptance),
    ess,
    rhat: nonNegative(rhat),
    apart: nonNegative(apart),
    residual: last("residual"),
    bound: last("bound"),
  });
}

/** Forward sampling draws from what holds before anything is known. */
export function ignoresEvidence({ method, evidence, soft }: BayesNetParams): boolean {
  return method === "forward" && Object.keys(evidence).length + Object.keys(soft).length > 0;
}

/** Changes of a message that count as none. */
const SETTLED = 1e-6;

/** Messages that still changed when the run was over: what they say is no result. */
export function isUnsettled({ method }: BayesNetParams, { residual }: Readonly<Record<string, number>>): boolean {
  return method === "loopy" && residual !== undefined && residual > SETTLED;
}

/** What has no value has a negative mark in its place. */
const nonNegative = (value: number | undefined) => (value !== undefined && value >= 0 ? value : undefined);

function posteriorOf(nodes: BayesNet["nodes"], query: string, values: ArrayLike<number>): Record<string, number> {
  const states = nodes.find(({ name }) => name === query)?.states ?? [];
  return Object.fromEntries(states.map((state, s) => [`posterior.${query}.${state}`, values[s]]));
}

function posteriors(nodes: BayesNet["nodes"], values: ArrayLike<number>): Record<string, number> {
  const offsets = offsetsOf(Int32Array.from(nodes, ({ states }) => states.length));
  return Object.fromEntries(
    nodes.flatMap(({ name, states }, v) =>
      states.map((state, s) => [`posterior.${name}.${state}`, values[offsets[v] + s]]),
    ),
  );
}
