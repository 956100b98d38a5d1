import type { Fold } from "../../fold.ts";
import type { Metric } from "../../lab.ts";
import { known } from "../../metrics.ts";
import type { LogZParams } from "./fields.ts";
import { levelsOf } from "./levels.ts";
import { METHOD_NAMES, METHODS } from "./names.ts";
import { exactOf, foundBy, summaryAt } from "./results.ts";

const family = (name: string, unit: string, label: Metric["label"], meaning: Metric["meaning"]): Metric => ({
  name: `${name}.<method>`,
  unit,
  members: METHOD_NAMES,
  kind: "exact",
  ...(label && { label }),
  meaning,
});

export const logZMetrics: readonly Metric[] = [
  {
    name: "logZ.exact",
    label: { es: "log Z exacto", en: "Exact log Z" },
    unit: "nats",
    kind: "exact",
    meaning: {
      es: "Logaritmo de la función de partición: por matriz de transferencia, sumando todos los estados, o por su fórmula",
      en: "Logarithm of the partition function: by transfer matrix, by the sum over all states, or by its formula",
    },
  },
  {
    ...family(
      "error",
      "nats",
      { es: "Error", en: "Error" },
      {
        es: "Distancia entre la estimación de log Z y el valor exacto, en la primera repetición al mayor coste",
        en: "Distance of the estimate of log Z from the exact value, in the first repeat at the largest cost",
      },
    ),
    better: "lower",
  },
  family(
    "logZ",
    "nats",
    { es: "log Z", en: "log Z" },
    {
      es: "Estimación de log Z en la primera repetición al mayor coste",
      en: "Estimate of log Z in the first repeat at the largest cost",
    },
  ),
  family(
    "low",
    "nats",
    { es: "Límite inferior", en: "Lower limit" },
    {
      es: "Extremo inferior de su intervalo del 99 % para log Z",
      en: "Lower end of its 99 % interval for log Z",
    },
  ),
  family(
    "high",
    "nats",
    { es: "Límite superior", en: "Upper limit" },
    {
      es: "Extremo superior de su intervalo del 99 % para log Z; falta donde no hay ninguno finito",
      en: "Upper end of its 99 % interval for log Z; absent where there is no finite one",
    },
  ),
  {
    ...family(
      "rmse",
      "nats",
      { es: "Error típico", en: "Typical error" },
      {
        es: "Raíz del error cuadrático medio de log Z sobre todas las repeticiones al mayor coste",
        en: "Root mean squared error of log Z over all repeats at the largest cost",
      },
    ),
    better: "lower",
  },
  {
    ...family(
      "width",
      "nats",
      { es: "Anchura", en: "Width" },
      {
        es: "Mediana de la anchura del intervalo del 99 % sobre las repeticiones al mayor coste",
        en: "Median width of the 99 % interval over the repeats at the largest cost",
      },
    ),
    better: "lower",
  },
  family(
    "coverage",
    "%",
    { es: "Cobertura", en: "Coverage" },
    {
      es: "Porcentaje de las repeticiones cuyo intervalo del 99 % contiene el valor exacto, al mayor coste",
      en: "Percentage of the repeats whose 99 % interval holds the exact value, at the largest cost",
    },
  ),
];

export function measureLogZ(fold: Fold, { log2Cost }: LogZParams): Readonly<Record<string, number>> {
  const exact = exactOf(fold);
  const metrics: Record<string, number | undefined> = { "logZ.exact": exact };
  const last = levelsOf(log2Cost).length - 1;
  for (const method of METHODS) {
    const all = foundBy(fold, method);
    const first = all[0]?.[last];
    if (!first || exact === undefined) continue;
    const { rmse, width, coverage } = summaryAt(all, last, exact) ?? {};
    metrics[`logZ.${method}`] = first.estimate;
    metrics[`low.${method}`] = first.low;
    metrics[`high.${method}`] = first.high;
    metrics[`error.${method}`] = Math.abs(first.estimate - exact);
    metrics[`rmse.${method}`] = rmse;
    metrics[`width.${method}`] = width;
    metrics[`coverage.${method}`] = coverage;
  }
  return known(metrics);
}
