import { logBase } from "../../../kernels/rbm/ais.ts";
import { logSumExp } from "../../../math/index.ts";
import { logMean, lowerLimit } from "../../../stats/betting.ts";
import type { Fold } from "../../fold.ts";
import type { ExperimentOf, Metric } from "../../lab.ts";
import { gathered, known, mean, told } from "../../metrics.ts";
import type { rbmFields } from "./fields.ts";

export const rbmMetrics: readonly Metric[] = [
  {
    name: "reconstructionError",
    label: { es: "Reconstrucción", en: "Reconstruction" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Error cuadrático medio por unidad visible de las reconstrucciones en los últimos 50 minilotes",
      en: "Mean squared reconstruction error per visible unit over the last 50 minibatches",
    },
  },
  {
    name: "pseudoLikelihood",
    applies: ({ visibleUnits }) => visibleUnits !== "gaussian",
    label: { es: "Pseudo\u00adverosimilitud", en: "Pseudo-likelihood" },
    unit: "nats",
    kind: "exact",
    meaning: {
      es: "Log-pseudoverosimilitud media por muestra: cada píxel dados todos los demás",
      en: "Mean log pseudo-likelihood per sample: each pixel given all others",
    },
  },
  {
    name: "logZ.exact",
    label: { es: "log Z exacto", en: "Exact log Z" },
    unit: "nats",
    kind: "exact",
    meaning: {
      es: "Logaritmo de la función de partición, sumando todos los estados del lado menor",
      en: "Logarithm of the partition function, summed over all states of the smaller side",
    },
  },
  {
    name: "logZ.ais",
    label: { es: "log Z (AIS)", en: "log Z (AIS)" },
    unit: "nats",
    kind: "exact",
    meaning: {
      es: "Estimación de log Z por muestreo por importancia con temple (AIS)",
      en: "Estimate of log Z by annealed importance sampling (AIS)",
    },
  },
  {
    name: "logZ.aisLow",
    label: { es: "log Z, límite inferior", en: "log Z, lower limit" },
    unit: "nats",
    kind: "exact",
    meaning: {
      es: "Límite inferior del 99,9 % para log Z (AIS hacia delante)",
      en: "Lower 99.9 % limit of log Z (forward AIS)",
    },
  },
  {
    name: "logZ.aisHigh",
    label: { es: "log Z, límite superior", en: "log Z, upper limit" },
    unit: "nats",
    kind: "exact",
    meaning: {
      es: "Límite superior del 99,9 % para log Z (AIS hacia atrás, desde muestras exactas si el lado menor tiene 24 unidades o menos; si no, desde cadenas largas)",
      en: "Upper 99.9 % limit of log Z (reverse AIS, from exact draws where the smaller side has 24 units or fewer, otherwise from long chains)",
    },
  },
  {
    name: "logLikelihood",
    better: "higher",
    label: { es: "Log-verosimilitud", en: "Log-likelihood" },
    unit: "nats",
    kind: "exact",
    meaning: {
      es: "Log-verosimilitud media por muestra de prueba, o de entrenamiento si no se apartó ninguna (con log Z exacto si lo hay, si no el de AIS); con unidades gaussianas es la densidad de los datos estandarizados",
      en: "Mean log-likelihood per held-out sample, or per training sample where none is held out (with the exact log Z where there is one, otherwise the AIS estimate); of Gaussian units it is the density of the standardised data",
    },
  },
  {
    name: "logLikelihood.training",
    label: { es: "Log-verosimilitud de entrenamiento", en: "Training log-likelihood" },
    unit: "nats",
    kind: "exact",
    meaning: {
      es: "Log-verosimilitud media por muestra de entrenamiento, con el mismo log Z: la diferencia con la de prueba no depende de él",
      en: "Mean log-likelihood per training sample, with the same log Z: its difference from the held-out one does not depend on it",
    },
  },
  {
    name: "cdBias.<k>",
    label: { es: "Sesgo de CD", en: "CD's bias" },
    unit: "",
    kind: "exact",
    applies: ({ track }) => track === "bias",
    meaning: {
      es: "Norma de la diferencia entre la actualización esperada de CD-k y el gradiente exacto, en la máquina entrenada",
      en: "Norm of the difference between CD-k's expected update and the exact gradient, at the trained machine",
    },
  },
  {
    name: "cdCosine.<k>",
    label: { es: "Coseno de CD", en: "CD's cosine" },
    unit: "",
    kind: "exact",
    applies: ({ track }) => track === "bias",
    meaning: {
      es: "Coseno entre la actualización esperada de CD-k y el gradiente exacto, en la máquina entrenada",
      en: "Cosine between CD-k's expected update and the exact gradient, at the trained machine",
    },
  },
  {
    name: "swapRate",
    label: { es: "Intercambios", en: "Swaps" },
    unit: "",
    kind: "exact",
    better: "higher",
    applies: ({ method }) => method === "tempering",
    meaning: {
      es: "Proporción de intercambios aceptados entre las dos temperaturas vecinas que menos intercambian",
      en: "Share of swaps accepted between the two neighbouring temperatures that swap least",
    },
  },
  {
    name: "arrivals",
    label: { es: "Llegadas", en: "Arrivals" },
    unit: "",
    kind: "exact",
    better: "higher",
    applies: ({ method }) => method === "tempering",
    meaning: {
      es: "Veces, por escalera, que un caminante ha llegado desde la máquina sin pesos hasta la entrenada",
      en: "Times per ladder that a walker has come from the machine without weights to the one being trained",
    },
  },
];

/** One minus the level of each limit of log Z. */
const ALPHA = 0.001;
/** Minibatches whose reconstruction errors are averaged. */
const RECENT = 50;

export function measureRbm(fold: Fold, { params }: ExperimentOf<typeof rbmFields>): Readonly<Record<string, number>> {
  const exact = gathered(fold, "exact", "sums");
  const forward = gathered(fold, "forward", "logWeights");
  const reverse = gathered(fold, "reverse", "logWeights");
  // Chains wait for the training: where there are weights of theirs, there is a base.
  const trained = fold.output("train");
  const logZ0 = logBase(trained?.baseBias.values ?? [], params.hidden, trained?.baseLogVariance?.values);
  const exactLogZ = exact && logSumExp(exact);
  const annealedLogZ = forward && logZ0 + logMean(forward);
  const logZ = exactLogZ ?? annealedLogZ;
  const likelihood = (task: string) => {
    const energy = fold.output(task) && mean(told(fold, task, "freeEnergy"));
    return logZ !== undefined && energy !== undefined ? -energy - logZ : undefined;
  };
  const bias = fold.output("bias");
  const ofBias = (name: string, values: ArrayLike<number> = []) =>
    Object.fromEntries(Array.from(values, (value, at) => [`${name}.${bias?.k.values[at]}`, value]));
  return known({
    reconstructionError: mean(told(fold, "train", "reconstructionError").slice(-RECENT)),
    pseudoLikelihood:
      mean(told(fold, "evaluate", "pseudoLikelihood")) ?? told(fold, "train", "pseudoLikelihood").at(-1),
    "logZ.exact": exactLogZ,
    "logZ.ais": annealedLogZ,
    "logZ.aisLow": forward && logZ0 + lowerLimit(forward, ALPHA),
    "logZ.aisHigh": reverse && logZ0 - lowerLimit(reverse, ALPHA),
    logLikelihood: likelihood("evaluate"),
    "logLikelihood.training": likelihood("evaluateTraining"),
    ...ofBias("cdBias", bias?.norm.values),
    ...ofBias("cdCosine", bias?.cosine.values),
    swapRate: trained?.swapRates && Math.min(...trained.swapRates.values),
    arrivals: trained?.arrivals?.values[0],
  });
}
