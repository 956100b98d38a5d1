import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import type { Metric } from "../../lab.ts";
import { known, told } from "../../metrics.ts";
import { onlyOf, onlyOn } from "../../only-of.ts";
import { compiled } from "../compiled.ts";
import { exactPrice, netOf, type ProbabilisticGraph } from "../messages/net.ts";
import type { FactorGraphParams } from "./fields.ts";

/** Only a graph with tables has messages. */
const hasTables = ({ document }: Table) => document?.kind !== "deterministic";
const ofMessages = onlyOn(hasTables);
const ofSumProduct = onlyOf(({ algorithm }: FactorGraphParams) => algorithm === "sum-product", hasTables);
const ofMaxProduct = onlyOf(({ algorithm }: FactorGraphParams) => algorithm === "max-product", hasTables);

/** Said where there is no exact answer to hold it against. */
const unfit = { es: "la exacta no cabe", en: "the exact one does not fit" };
const besideMarginals: Pick<Metric, "applies" | "absent"> = {
  ...ofSumProduct,
  absent: ({ logZ }) => (logZ === undefined ? unfit : undefined),
};
const besideMost: Pick<Metric, "applies" | "absent"> = {
  ...ofMaxProduct,
  absent: ({ logZ }) =>
    logZ === undefined ? unfit : { es: "lo hallado es imposible", en: "what was found is impossible" },
};

export const factorGraphMetrics: readonly Metric[] = [
  {
    ...ofMessages,
    name: "residual",
    label: { es: "Residuo", en: "Residual" },
    unit: "",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "El mayor cambio de un mensaje en la última ronda; si se manda siempre el que más cambiaría, el mayor cambio que quedaría por hacer",
      en: "The largest change of a message in the last round; where the one that would change most is always sent, the largest change still to make",
    },
  },
  {
    ...ofSumProduct,
    name: "betheFreeEnergy",
    label: { es: "Energía libre de Bethe", en: "Bethe free energy" },
    unit: "nats",
    kind: "exact",
    meaning: {
      es: "Energía libre de Bethe de las creencias: en un árbol, −log Z; con ciclos, una aproximación",
      en: "Bethe free energy of the beliefs: −log Z on a tree, an approximation on a graph with loops",
    },
  },
  {
    name: "logZ",
    label: { es: "log Z exacto", en: "Exact log Z" },
    unit: "nats",
    kind: "exact",
    meaning: {
      es: "Logaritmo natural de la suma del producto de factores sobre todos los estados; en una red de Bayes, el de la probabilidad de la evidencia",
      en: "Natural logarithm of the product of factors summed over all states; of a Bayesian network, that of the probability of the evidence",
    },
  },
  {
    ...besideMarginals,
    name: "error",
    label: { es: "Error", en: "Error" },
    unit: "",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "La mayor diferencia entre una creencia y la probabilidad exacta",
      en: "The largest difference between a belief and the exact probability",
    },
  },
  {
    ...besideMost,
    name: "shortfall",
    label: { es: "Lejos de la mejor", en: "Short of the best" },
    unit: "nats",
    better: "lower",
    kind: "exact",
    meaning: {
      es: "Con máximo-producto, cuánto menor es el logaritmo de la probabilidad de los estados hallados que el de los más probables",
      en: "Of max-product, by how much the log probability of the states found falls short of that of the most probable ones",
    },
  },
  {
    ...ofMaxProduct,
    name: "logProbability",
    label: { es: "log de lo hallado", en: "log of what was found" },
    unit: "nats",
    better: "higher",
    kind: "exact",
    meaning: {
      es: "Con máximo-producto, el logaritmo natural del producto de factores en los estados hallados",
      en: "Of max-product, the natural logarithm of the product of factors at the states found",
    },
  },
  {
    ...ofMaxProduct,
    name: "ties",
    label: { es: "Empates", en: "Ties" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Con máximo-producto, los nodos con dos estados igual de buenos: hay varias explicaciones, y se da una",
      en: "Of max-product, nodes with two equally good states: there are several explanations, and one is given",
    },
  },
  {
    name: "rounds",
    label: { es: "Rondas", en: "Rounds" },
    unit: "",
    better: "lower",
    kind: "exact",
    meaning: { es: "Rondas que se mandaron", en: "Rounds that were sent" },
  },
  {
    name: "converged",
    label: { es: "Converge", en: "Converged" },
    unit: "",
    better: "higher",
    kind: "exact",
    meaning: {
      es: "1 si al final ningún mensaje cambia más que la tolerancia (o todo nodo tiene valor), si no 0",
      en: "1 if at the end no message changes by more than the tolerance (or every node has its value), else 0",
    },
  },
  {
    name: "treewidth",
    label: { es: "Anchura de árbol", en: "Treewidth" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Nodos de la clique mayor, menos uno, en el mejor orden de eliminación que se encontró: una cota superior",
      en: "Nodes of the largest clique, less one, in the best elimination order found: an upper bound",
    },
  },
  {
    name: "marginal.<node>.<state>",
    label: { es: "Creencia", en: "Belief" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Lo que se cree de un estado tras la última ronda; en un árbol, su probabilidad",
      en: "What is believed of a state after the last round; on a tree its probability",
    },
  },
  {
    name: "state.<node>",
    label: { es: "Estado", en: "State" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Con máximo-producto, el lugar, desde 0, del estado hallado",
      en: "Of max-product, the place, from 0, of the state found",
    },
  },
  {
    name: "value.<node>",
    label: { es: "Valor", en: "Value" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "En un grafo determinista, el valor de un nodo",
      en: "In a deterministic graph, the value of a node",
    },
  },
];

type Metrics = Readonly<Record<string, number | undefined>>;

export function measureFactorGraph(
  fold: Fold,
  params: FactorGraphParams,
  data: Table | null,
): Readonly<Record<string, number>> {
  const document = data?.document;
  if (!document) return {};
  if (document.kind === "deterministic")
    return known(
      ofValues(
        fold,
        document.nodes.map(({ name }) => name),
      ),
    );
  return known(params.algorithm === "sum-product" ? ofSums(fold, params, document) : ofMaxima(fold, params, document));
}

function ofValues(fold: Fold, names: readonly string[]): Metrics {
  const counts = told(fold, "values", "known");
  const { values: found } = fold.output("values") ?? {};
  return {
    rounds: counts.length || undefined,
    converged: counts.length > 0 ? Number(counts.at(-1) === names.length) : undefined,
    // A value that no round has come to is none.
    ...(found &&
      counts.at(-1) === names.length &&
      Object.fromEntries(names.map((name, n) => [`value.${name}`, Number(found.values[n])]))),
  };
}

function common(fold: Fold, params: FactorGraphParams, document: ProbabilisticGraph): Metrics {
  const residuals = told(fold, "messages", "residual");
  const residual = residuals.at(-1);
  return {
    residual,
    rounds: residuals.length || undefined,
    converged: residual === undefined ? undefined : Number(residual <= params.tolerance),
    treewidth: exactPrice(netOf(document, params).model).width,
    logZ: scalar(fold, "logZ"),
  };
}

const scalar = (fold: Fold, name: string): number | undefined => fold.output("messages")?.[name]?.values[0];

function ofSums(fold: Fold, params: FactorGraphParams, document: ProbabilisticGraph): Metrics {
  const { beliefs } = fold.output("messages") ?? {};
  let at = 0;
  const { names, states } = compiled(document);
  const marginals = names.flatMap((name, v) =>
    states[v].map((state): [string, number | undefined] => [`marginal.${name}.${state}`, beliefs?.values[at++]]),
  );
  return {
    ...common(fold, params, document),
    betheFreeEnergy: told(fold, "messages", "bethe").at(-1),
    error: told(fold, "messages", "error").at(-1),
    ...Object.fromEntries(marginals),
  };
}

function ofMaxima(fold: Fold, params: FactorGraphParams, document: ProbabilisticGraph): Metrics {
  const { states, ties } = fold.output("messages") ?? {};
  const [found, most] = [scalar(fold, "logProbability"), scalar(fold, "logMost")];
  return {
    ...common(fold, params, document),
    logProbability: found,
    // What rounding leaves of equal sums is none.
    shortfall: found === undefined || most === undefined ? undefined : Math.max(0, most - found),
    ties: ties && Array.from(ties.values).reduce((sum, tie) => sum + tie, 0),
    ...(states && Object.fromEntries(document.nodes.map(({ name }, v) => [`state.${name}`, Number(states.values[v])]))),
  };
}
