import { logBase, logMean, lowerLimit } from "../../../kernels/rbm/ais.ts";
import { logSumExp } from "../../../math/index.ts";
import type { Fold } from "../../fold.ts";
import type { ExperimentOf, Metric } from "../../lab.ts";
import type { rbmFields } from "./fields.ts";

export const rbmMetrics: readonly Metric[] = [
  {
    name: "reconstructionError",
    label: { es: "Reconstrucción", en: "Reconstruction" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Error cuadrático medio por píxel de las reconstrucciones en los últimos 50 minilotes",
      en: "Mean squared reconstruction error per pixel over the last 50 minibatches",
    },
  },
  {
    name: "pseudoLikelihood",
    label: { es: "Pseudoverosimilitud", en: "Pseudo-likelihood" },
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
    label: { es: "Log-verosimilitud", en: "Log-likelihood" },
    unit: "nats",
    kind: "exact",
    meaning: {
      es: "Log-verosimilitud media por muestra de prueba (con log Z exacto si lo hay, si no el de AIS)",
      en: "Mean log-likelihood per held-out sample (with the exact log Z where there is one, otherwise the AIS estimate)",
    },
  },
];

/** Minibatches whose reconstruction errors are averaged. */
const RECENT = 50;

export function measureRbm(fold: Fold, { params }: ExperimentOf<typeof rbmFields>): Readonly<Record<string, number>> {
  const metrics: Record<string, number | undefined> = {
    reconstructionError: mean(lastFinite(fold.records("train", "reconstructionError")?.values, RECENT)),
    pseudoLikelihood:
      mean(finite(fold.records("evaluate", "pseudoLikelihood")?.values)) ??
      mean(lastFinite(fold.records("train", "pseudoLikelihood")?.values, 1)),
  };
  const exact = exactLogZ(fold);
  metrics["logZ.exact"] = exact;
  const base = fold.output("train")?.baseBias.values;
  const forward = logWeights(fold, "forward");
  const reverse = logWeights(fold, "reverse");
  const logZ0 = base && logBase(base, params.hidden);
  if (logZ0 !== undefined && forward) {
    metrics["logZ.ais"] = logZ0 + logMean(forward);
    metrics["logZ.aisLow"] = logZ0 + lowerLimit(forward);
  }
  if (logZ0 !== undefined && reverse) metrics["logZ.aisHigh"] = logZ0 - lowerLimit(reverse);
  const logZ = exact ?? metrics["logZ.ais"];
  const energy = isDone(fold, "evaluate") ? mean(finite(fold.records("evaluate", "freeEnergy")?.values)) : undefined;
  if (logZ !== undefined && energy !== undefined) metrics.logLikelihood = -energy - logZ;
  return Object.fromEntries(
    Object.entries(metrics).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
  );
}

function isDone(fold: Fold, id: string): boolean {
  return fold.output(id) !== undefined;
}

function tasksOf(fold: Fold, kind: string): readonly string[] {
  return fold.tasks.filter((task) => task.kind === kind).map((task) => task.id);
}

function exactLogZ(fold: Fold): number | undefined {
  const ids = tasksOf(fold, "exact");
  if (ids.length === 0 || !ids.every((id) => isDone(fold, id))) return undefined;
  return logSumExp(Float64Array.from(ids.flatMap((id) => [...(fold.output(id)?.sums.values ?? [])])));
}

/** Log weights of all chains of a direction, once all are there. */
function logWeights(fold: Fold, direction: string): Float64Array | undefined {
  const ids = tasksOf(fold, direction);
  if (ids.length === 0 || !ids.every((id) => isDone(fold, id))) return undefined;
  return Float64Array.from(ids.flatMap((id) => [...(fold.output(id)?.logWeights.values ?? [])]));
}

function finite(values: ArrayLike<number> | undefined): number[] {
  return Array.from(values ?? []).filter(Number.isFinite);
}
function lastFinite(values: ArrayLike<number> | undefined, count: number): number[] {
  return finite(values).slice(-count);
}
function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
