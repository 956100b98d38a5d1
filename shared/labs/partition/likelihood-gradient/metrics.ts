import type { Fold } from "../../fold.ts";
import type { Metric } from "../../lab.ts";
import { known } from "../../metrics.ts";
import type { LikelihoodParams } from "./fields.ts";
import { METHOD_NAMES, methodsOf, STUDIED } from "./names.ts";
import { distanceOf, fixedOf, lastOf, learnOf, meanCosine, studyOf } from "./results.ts";

const family = (name: string, unit: string, label: Metric["label"], meaning: Metric["meaning"]): Metric => ({
  name: `${name}.<method>`,
  unit,
  members: METHOD_NAMES,
  kind: "exact",
  ...(label && { label }),
  meaning,
});

export const likelihoodMetrics: readonly Metric[] = [
  {
    ...family(
      "klToData",
      "nats",
      { es: "KL a los datos", en: "KL to the data" },
      {
        es: "KL(datos || modelo) tras el último paso; de la gaussiana, desde la media y la covarianza de los datos",
        en: "KL(data || model) after the last step; of the Gaussian, from the mean and covariance of the data",
      },
    ),
    better: "lower",
  },
  {
    ...family(
      "gradientCosine",
      "",
      { es: "Coseno", en: "Cosine" },
      {
        es: "Coseno de cada actualización con el gradiente exacto en el mismo lugar: media de todos los pasos, que pesan según la longitud de ese gradiente",
        en: "Cosine of each update with the exact gradient at the same place: mean over all steps, weighted by the length of that gradient",
      },
    ),
    better: "higher",
  },
  family(
    "klFixed",
    "nats",
    { es: "KL del punto fijo", en: "KL of the fixed point" },
    {
      es: "KL(datos || modelo) donde la actualización esperada del método es cero",
      en: "KL(data || model) where the expected update of the method is zero",
    },
  ),
  family(
    "bias",
    "",
    { es: "Sesgo", en: "Bias" },
    {
      es: "Distancia de los parámetros del punto fijo del método a los de máxima verosimilitud",
      en: "Distance of the parameters of the method's fixed point from those of maximum likelihood",
    },
  ),
  family(
    "distance",
    "",
    { es: "Distancia", en: "Distance" },
    {
      es: "Distancia de los parámetros tras el último paso a los de máxima verosimilitud",
      en: "Distance of the parameters after the last step from those of maximum likelihood",
    },
  ),
  {
    ...family(
      "klToTruth",
      "nats",
      { es: "KL a la verdad", en: "KL to the truth" },
      {
        es: "KL(distribución de la que salen los datos || modelo) tras el último paso",
        en: "KL(distribution that the data come from || model) after the last step",
      },
    ),
    better: "lower",
  },
  {
    ...family(
      "klAt100",
      "nats",
      { es: "KL con 100 datos", en: "KL with 100 data" },
      {
        es: "KL(verdad || punto fijo del método) con 100 datos, media de las muestras del estudio",
        en: "KL(truth || fixed point of the method) with 100 data, mean over the samples of the study",
      },
    ),
    better: "lower",
  },
  {
    name: "logZError",
    label: { es: "Error de log Z", en: "Error of log Z" },
    unit: "nats",
    kind: "exact",
    better: "lower",
    meaning: {
      es: "Distancia entre el parámetro log Z del contraste con ruido y el log Z exacto de su modelo, tras el último paso",
      en: "Distance of noise-contrastive estimation's parameter log Z from the exact log Z of its model, after the last step",
    },
  },
];

export function measureLikelihood(fold: Fold, params: LikelihoodParams): Readonly<Record<string, number>> {
  const metrics: Record<string, number | undefined> = {};
  const exact = fold.output("fixed")?.["theta.exact"].values;
  for (const method of methodsOf(params)) {
    const fixed = fixedOf(fold, method);
    const theta = fold.output(learnOf(method))?.theta.values;
    metrics[`klToData.${method}`] = lastOf(fold, method, "kl");
    metrics[`klToTruth.${method}`] = lastOf(fold, method, "klTruth");
    metrics[`gradientCosine.${method}`] = meanCosine(fold, method);
    metrics[`klFixed.${method}`] = fixed?.kl;
    metrics[`bias.${method}`] = fixed?.distance;
    metrics[`distance.${method}`] = theta && exact && distanceOf(theta, exact);
  }
  for (const method of STUDIED) metrics[`klAt100.${method}`] = studyOf(fold, method)?.[1].mean;
  const logZ = lastOf(fold, "nce", "logZ");
  metrics.logZError = logZ === undefined ? undefined : Math.abs(logZ);
  return known(metrics);
}
