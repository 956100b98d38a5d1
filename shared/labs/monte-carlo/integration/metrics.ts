import type { Metric } from "../../lab.ts";
import { type IntegrationParams, isGradient } from "./fields.ts";
import { DESCENT_NAMES, METHOD_NAMES, SCHEME_NAMES } from "./names.ts";

const applies = (params: unknown) => isGradient(params as IntegrationParams);
const ofIntegrals: Pick<Metric, "applies"> = { applies: (params) => !applies(params) };
const ofGradients: Pick<Metric, "applies"> = { applies };

export const integrationMetrics: readonly Metric[] = [
  {
    name: "estimate",
    unit: "",
    label: { es: "Estimación", en: "Estimate" },
    kind: "exact",
    meaning: {
      es: "Lo que el método elegido estima con todos sus puntos; de los minilotes, la longitud media de su gradiente a lo largo del verdadero",
      en: "What the chosen method estimates from all its points; of minibatches, the mean length of their gradient along the true one",
    },
  },
  {
    name: "standardError",
    unit: "",
    label: { es: "Error estándar", en: "Standard error" },
    kind: "exact",
    better: "lower",
    meaning: {
      es: "Desviación típica de la estimación, estimada de los mismos puntos: por el teorema central del límite, o por la dispersión de 16 aleatorizaciones",
      en: "Standard deviation of the estimate, estimated from the same points: by the central limit theorem, or from the spread of 16 randomisations",
    },
  },
  {
    name: "coverage",
    unit: "%",
    label: { es: "Cobertura", en: "Coverage" },
    kind: "exact",
    ...ofIntegrals,
    meaning: {
      es: "Porcentaje de los intervalos del 95 % que contienen el valor exacto (o el de referencia)",
      en: "Percentage of the 95 % intervals that contain the exact value (or the reference)",
    },
  },
  {
    name: "exact",
    unit: "",
    label: { es: "Exacto o referencia", en: "Exact or reference" },
    kind: "exact",
    meaning: {
      es: "El valor exacto; donde no hay fórmula, la media de 32 redes de Sobol aleatorizadas",
      en: "The exact value; where there is no formula, the mean of 32 scrambled Sobol nets",
    },
  },
  {
    name: "error",
    unit: "",
    label: { es: "Error", en: "Error" },
    kind: "exact",
    meaning: {
      es: "Distancia entre la estimación y el valor exacto",
      en: "Distance of the estimate from the exact value",
    },
  },
  {
    name: "slope.<method>",
    unit: "",
    members: METHOD_NAMES,
    kind: "exact",
    ...ofIntegrals,
    meaning: {
      es: "Pendiente del error frente al número de puntos, en escala logarítmica: −0,5 es la de Monte Carlo",
      en: "Slope of the error over the number of points on logarithmic scales: −0.5 is Monte Carlo's",
    },
  },
  {
    name: "rmse.<method>",
    unit: "",
    members: METHOD_NAMES,
    kind: "exact",
    ...ofIntegrals,
    meaning: {
      es: "Error cuadrático medio (su raíz) con todos los puntos, medido en las repeticiones",
      en: "Root mean squared error with all points, measured over the repeats",
    },
  },
  {
    name: "gain.<method>",
    unit: "",
    members: METHOD_NAMES,
    kind: "exact",
    ...ofIntegrals,
    meaning: {
      es: "Cuántas veces más puntos necesitaría Monte Carlo simple para el mismo error: cociente de varianzas",
      en: "How many times more points plain Monte Carlo would need for the same error: the ratio of variances",
    },
  },
  {
    name: "tailIndex",
    unit: "",
    kind: "exact",
    ...ofIntegrals,
    meaning: {
      es: "Índice de la cola de los valores (Hill): con 2 o menos la varianza es infinita; con 1 o menos, también la integral",
      en: "Tail index of the values (Hill): at 2 or below the variance is infinite, at 1 or below the integral too",
    },
  },
  {
    name: "variance.<scheme>",
    unit: "",
    members: SCHEME_NAMES,
    kind: "exact",
    ...ofGradients,
    meaning: {
      es: "Varianza del gradiente de los minilotes más grandes que caben en uno del descenso, medida",
      en: "Measured variance of the gradient of the largest minibatches within one of the descent",
    },
  },
  {
    name: "theory.<scheme>",
    unit: "",
    members: SCHEME_NAMES,
    kind: "exact",
    ...ofGradients,
    meaning: {
      es: "La misma varianza por la fórmula",
      en: "The same variance by formula",
    },
  },
  {
    name: "excess.<descent>",
    unit: "",
    members: DESCENT_NAMES,
    kind: "exact",
    ...ofGradients,
    meaning: {
      es: "Pérdida por encima de la mínima tras la última época",
      en: "Loss above the least possible after the last epoch",
    },
  },
];
