import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import type { ExperimentOf, Metric } from "../../lab.ts";
import { heldOutCurve } from "./curves.ts";
import type { ppcaFields } from "./fields.ts";

/** Centred rows span one direction fewer than they are, and one must be left for the noise. */
const TOO_FEW_ROWS = {
  es: "una partición deja muy pocas filas para tantas dimensiones",
  en: "a fold leaves too few rows for so many dimensions",
};

export const ppcaMetrics: readonly Metric[] = [
  {
    name: "logLikelihood",
    label: { es: "Log-verosimilitud", en: "Log-likelihood" },
    unit: "nats",
    kind: "exact",
    meaning: {
      es: "Log-verosimilitud media por fila, de las celdas que hay",
      en: "Mean log-likelihood per row, of the observed cells",
    },
  },
  {
    name: "sigma2",
    label: { es: "Ruido σ²", en: "Noise σ²" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Varianza del ruido: la media de los autovalores que se descartan (varianzas divididas por n)",
      en: "Variance of the noise: the mean of the discarded eigenvalues (variances divided by n)",
    },
  },
  {
    name: "subspaceAngle",
    label: { es: "Ángulo con PCA", en: "Angle to PCA" },
    unit: "rad",
    kind: "exact",
    meaning: {
      es: "Mayor ángulo entre el subespacio de EM y el de la forma cerrada; no existe con celdas vacías",
      en: "Largest angle between the EM subspace and the closed-form one; not defined with missing cells",
    },
  },
  {
    name: "heldOutLogLikelihood",
    label: { es: "En filas apartadas", en: "Held out" },
    unit: "nats",
    kind: "exact",
    meaning: {
      es: "La misma en filas que no se usaron para ajustar, por validación cruzada",
      en: "Log-likelihood per row on rows left out of the fit, by cross-validation",
    },
    absent: (metrics) => (metrics.logLikelihood === undefined ? undefined : TOO_FEW_ROWS),
  },
  {
    name: "imputationRmse",
    label: { es: "Error al rellenar", en: "Imputation error" },
    unit: "",
    kind: "exact",
    meaning: {
      es: "Raíz del error cuadrático medio en celdas conocidas que se escondieron",
      en: "Root mean squared error on the hidden known cells",
    },
  },
];

export function measurePpca(
  fold: Fold,
  { params: { latent } }: ExperimentOf<typeof ppcaFields>,
  data: Table | null,
): Readonly<Record<string, number>> {
  const output = fold.output("fit");
  const held = data ? heldOutCurve(fold, data.rows) : [];
  const last = (record: string) =>
    Array.from(fold.records("fit", record)?.values ?? [])
      .filter(Number.isFinite)
      .at(-1);
  const found: Record<string, number | undefined> = {
    logLikelihood: output?.logLikelihood.values[0] ?? last("logLikelihood"),
    sigma2: output?.sigma2.values[0] ?? last("sigma2"),
    subspaceAngle: output?.angle?.values[0],
    heldOutLogLikelihood: held[latent],
    imputationRmse: fold.output("impute")?.rmse?.values[0],
  };
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
  );
}
