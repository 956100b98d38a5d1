import type { Arrays } from "../../../arrays.ts";
import { effectiveSampleSize } from "../../../stats/ess.ts";
import type { Fold } from "../../fold.ts";
import type { Metric } from "../../lab.ts";
import type { BurnInParams } from "./fields.ts";

/** d(t) below this counts as mixed, by the custom of the field. */
const MIXED = 0.25;

export function measureBurnIn(fold: Fold, { discarded, steps }: BurnInParams): Record<string, number> {
  const metrics: Record<string, number> = {};
  const put = (name: string, value: number | undefined) => {
    if (value !== undefined && Number.isFinite(value)) metrics[name] = value;
  };
  const distances = fold.records("exact", "totalVariation")?.values ?? [];
  put("totalVariation", distances[distances.length - 1]);
  const worst = fold.records("exact", "worst");
  // A record that was thinned does not say at which step it was.
  if (worst && worst.shape[0] === fold.done("exact")) {
    const first = Array.from(worst.values).findIndex((distance) => distance <= MIXED);
    if (first >= 0) put("mixingTime", first + 1);
  }
  const summary = fold.output("summary") as Arrays | undefined;
  if (summary) {
    const { second, tau, bias, meanSquare } = summary;
    put("tau", tau.values[0]);
    if (second.values.length > 0 && second.values[0] < 1) put("gap", 1 - second.values[0]);
    put("bias", bias.values[discarded]);
    put("rootMeanSquare", Math.sqrt(meanSquare.values[discarded]));
    const errors = Array.from(meanSquare.values);
    put("bestBurnIn", errors.indexOf(Math.min(...errors)));
  }
  put("tauEstimated", estimatedTime(fold, discarded, steps));
  return metrics;
}

/** Steps to which an independent draw is worth, by the paths of the simulated chains after what is discarded. */
function estimatedTime(fold: Fold, discarded: number, steps: number): number | undefined {
  const f = (fold.output("exact") as Arrays | undefined)?.f.values;
  if (!f) return undefined;
  const blocks = fold.tasks.filter(({ kind }) => kind === "chains").map(({ id }) => fold.records(id, "path")?.values);
  if (blocks.some((path) => path?.length !== steps)) return undefined;
  const chains = (blocks as ArrayLike<number>[]).map((path) =>
    Float64Array.from(Array.from(path).slice(discarded), (state) => f[state]),
  );
  const size = effectiveSampleSize(chains);
  return size === undefined ? undefined : (chains.length * chains[0].length) / size;
}

const exactly = (name: string, label: Metric["label"], meaning: Metric["meaning"]): Metric => ({
  name,
  unit: "",
  ...(label && { label }),
  meaning,
  kind: "exact",
});

export const burnInMetrics: readonly Metric[] = [
  exactly(
    "totalVariation",
    { es: "Distancia", en: "Distance" },
    {
      es: "Distancia en variación total entre la distribución del último paso y el equilibrio: de 0 a 1",
      en: "Total variation distance between the distribution at the last step and the equilibrium: from 0 to 1",
    },
  ),
  {
    ...exactly(
      "mixingTime",
      { es: "Tiempo de mezcla", en: "Mixing time" },
      {
        es: "Primer paso en que la distancia es como mucho 1/4 desde cualquier comienzo",
        en: "First step at which the distance is at most 1/4 from every start",
      },
    ),
    absent: () => ({ es: "no llega a 1/4", en: "1/4 is not reached" }),
  },
  {
    ...exactly(
      "tau",
      { es: "Autocorrelación τ", en: "Autocorrelation τ" },
      {
        es: "Tiempo de autocorrelación en el equilibrio: tantos pasos valen por una muestra independiente",
        en: "Autocorrelation time in equilibrium: so many steps are worth one independent draw",
      },
    ),
    absent: () => ({
      es: "no la hay: el valor no cambia en el equilibrio, o la cadena casi nunca sale de una parte",
      en: "none: the value does not change in equilibrium, or the chain hardly ever leaves a part",
    }),
  },
  exactly("tauEstimated", undefined, {
    es: "El mismo tiempo, estimado de las cadenas simuladas",
    en: "The same time, estimated from the simulated chains",
  }),
  exactly("gap", undefined, {
    es: "Hueco espectral: uno menos el segundo módulo de los valores propios (de una cadena no reversible, de los valores singulares)",
    en: "Spectral gap: one less the second modulus of the eigenvalues (of a chain that is not reversible, of the singular values)",
  }),
  exactly(
    "bias",
    { es: "Sesgo", en: "Bias" },
    {
      es: "Sesgo exacto del promedio después de descartar lo elegido",
      en: "Exact bias of the average after discarding what was chosen",
    },
  ),
  {
    ...exactly(
      "rootMeanSquare",
      { es: "Error del promedio", en: "Error of the average" },
      {
        es: "Raíz del error cuadrático medio exacto del promedio de una cadena, sin aclarar",
        en: "Exact root mean squared error of the average of one chain, without thinning",
      },
    ),
    better: "lower",
  },
  exactly(
    "bestBurnIn",
    { es: "Mejor quemado", en: "Best burn-in" },
    {
      es: "Cuánto descartar para que el error cuadrático medio del promedio sea el menor",
      en: "How much to discard for the smallest mean squared error of the average",
    },
  ),
];
