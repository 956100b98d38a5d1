import type { Fields } from "../../../../experiment/fields.ts";
import { INTEGRALS } from "./integrand-fields.ts";

/** How points are drawn and what is made of the values; all run side by side. */
export const METHODS = ["plain", "antithetic", "control", "stratified", "latin", "sobol"] as const;
export type Method = (typeof METHODS)[number];

/** How it is integrated: the method, and how much is drawn. */
export const methodFields = {
  method: {
    kind: "choice",
    label: { es: "Método", en: "Method" },
    help: {
      es: "El de las cifras de la barra y el de los intervalos; los demás corren a su lado.",
      en: "Whose numbers the bar shows, and whose intervals are tried; the others run beside it.",
    },
    options: [
      { value: "plain", label: { es: "Monte Carlo simple", en: "Plain Monte Carlo" } },
      { value: "antithetic", label: { es: "Antitéticas", en: "Antithetic" } },
      { value: "control", label: { es: "Variables de control", en: "Control variates" } },
      { value: "stratified", label: { es: "Estratificado", en: "Stratified" } },
      { value: "latin", label: { es: "Hipercubo latino", en: "Latin hypercube" } },
      { value: "sobol", label: { es: "Sobol aleatorizado", en: "Scrambled Sobol" } },
    ],
    default: "plain",
    when: { field: "problem", is: INTEGRALS },
  },
  controls: {
    kind: "choice",
    label: { es: "Variables de control", en: "Control variates" },
    help: {
      es: "Funciones de media conocida: cada variable, también su cuadrado, o (en la opción) la que paga por la media geométrica, cuyo precio tiene fórmula.",
      en: "Functions of known mean: each variable, its square as well, or (of the option) the one on the geometric mean, whose price has a formula.",
    },
    options: [
      { value: "linear", label: { es: "Cada variable", en: "Each variable" } },
      { value: "quadratic", label: { es: "También sus cuadrados", en: "Their squares too" } },
      { value: "geometric", label: { es: "Media geométrica", en: "Geometric mean" } },
    ],
    default: "quadratic",
    when: { field: "problem", is: INTEGRALS },
  },
  log2Points: {
    kind: "integer",
    label: { es: "Puntos: 2 elevado a", en: "Points: 2 to the power of" },
    help: {
      es: "Evaluaciones de cada método: 10 son 1.024, y 14 son 16.384.",
      en: "Evaluations of each method: 10 are 1,024, and 14 are 16,384.",
    },
    min: 11,
    max: 18,
    default: 14,
    step: 1,
    when: { field: "problem", is: INTEGRALS },
  },
  replicates: {
    kind: "integer",
    label: { es: "Repeticiones por método", en: "Repeats of each method" },
    help: {
      es: "Estimaciones independientes de las que se mide el error para cada número de puntos.",
      en: "Independent estimates from which the error at each number of points is measured.",
    },
    min: 4,
    max: 1000,
    default: 32,
    step: 1,
    scale: "log",
    when: { field: "problem", is: INTEGRALS },
  },
  repeats: {
    kind: "integer",
    label: { es: "Intervalos", en: "Intervals" },
    help: {
      es: "Cuántas veces se repite todo para contar los intervalos del 95 % que contienen el valor.",
      en: "How often everything is repeated to count the 95 % intervals that contain the value.",
    },
    min: 16,
    max: 100_000,
    default: 1000,
    step: 1,
    scale: "log",
    when: { field: "problem", is: INTEGRALS },
  },
  log2Interval: {
    kind: "integer",
    label: { es: "Puntos por intervalo: 2 elevado a", en: "Points an interval: 2 to the power of" },
    help: {
      es: "Evaluaciones de las que sale cada uno de esos intervalos.",
      en: "Evaluations that each of these intervals is made of.",
    },
    min: 5,
    max: 14,
    default: 10,
    step: 1,
    advanced: true,
    when: { field: "problem", is: INTEGRALS },
  },
} as const satisfies Fields;
