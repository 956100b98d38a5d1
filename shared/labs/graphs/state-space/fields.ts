import type { Fields, ParamsOf } from "../../../experiment/fields.ts";

/** Models of which the reader sets the noises; of the others they are learned. */
export const STRUCTURAL = ["level", "trend", "motion"] as const;

export const stateSpaceFields = {
  model: {
    kind: "choice",
    label: { es: "Modelo", en: "Model" },
    help: {
      es: "Qué se supone de lo oculto: un paseo aleatorio por columna; un nivel con su pendiente; un cuerpo con posición y velocidad; una señal que depende de sus valores anteriores; o unos estados cuya dinámica se aprende entera.",
      en: "What is assumed of what is hidden: a random walk per column; a level with its slope; a body with position and velocity; a signal that depends on its previous values; or states whose dynamics are learned as a whole.",
    },
    options: [
      { value: "level", label: { es: "Nivel local", en: "Local level" } },
      { value: "trend", label: { es: "Tendencia lineal local", en: "Local linear trend" } },
      { value: "motion", label: { es: "Posición y velocidad", en: "Position and velocity" } },
      { value: "ar", label: { es: "Autorregresivo", en: "Autoregressive" } },
      { value: "hidden", label: { es: "Estados aprendidos", en: "Learned states" } },
    ],
    default: "level",
  },
  process: {
    kind: "number",
    label: { es: "Ruido del proceso", en: "Process noise" },
    help: {
      es: "Desviación típica de lo que cambia el estado en cada paso (en posición y velocidad, de la aceleración). Al aprender, valor de partida.",
      en: "Standard deviation of how much the state changes in each step (with position and velocity, of the acceleration). The start, where it is learned.",
    },
    min: 1e-6,
    max: 1e6,
    default: 0.3,
    scale: "log",
    when: { field: "model", is: STRUCTURAL },
  },
  slope: {
    kind: "number",
    label: { es: "Ruido de la pendiente", en: "Slope noise" },
    help: {
      es: "Desviación típica de lo que cambia la pendiente en cada paso.",
      en: "Standard deviation of how much the slope changes in each step.",
    },
    min: 1e-6,
    max: 1e6,
    default: 0.03,
    scale: "log",
    when: { field: "model", is: ["trend"] },
  },
  noise: {
    kind: "number",
    label: { es: "Ruido de medida", en: "Measurement noise" },
    help: {
      es: "Desviación típica del error de cada medida. Al aprender, valor de partida.",
      en: "Standard deviation of the error of each measurement. The start, where it is learned.",
    },
    min: 1e-6,
    max: 1e6,
    default: 1,
    scale: "log",
  },
  order: {
    kind: "integer",
    label: { es: "Orden", en: "Order" },
    help: {
      es: "De cuántos valores anteriores depende cada uno.",
      en: "How many previous values each one depends on.",
    },
    min: 1,
    max: 16,
    default: 10,
    when: { field: "model", is: ["ar"] },
  },
  states: {
    kind: "integer",
    label: { es: "Estados", en: "States" },
    help: { es: "Cuántos números tiene el estado oculto.", en: "How many numbers the hidden state has." },
    min: 1,
    max: 8,
    default: 4,
    when: { field: "model", is: ["hidden"] },
  },
  iterations: {
    kind: "integer",
    label: { es: "Pasadas de EM", en: "EM passes" },
    help: {
      es: "La primera usa los ruidos tal como están; cada una de las siguientes los aprende mejor de los datos.",
      en: "The first uses the noises as they are; each further one learns them better from the data.",
    },
    min: 1,
    max: 5000,
    default: 1,
  },
  horizon: {
    kind: "integer",
    label: { es: "Pasos de predicción", en: "Forecast steps" },
    help: { es: "Cuántos pasos se predicen tras el último.", en: "How many steps to predict after the last one." },
    min: 0,
    max: 500,
    default: 0,
  },
  holdOut: {
    kind: "boolean",
    label: { es: "Ocultar esos últimos pasos", en: "Hold those last steps out" },
    help: {
      es: "El modelo no ve los últimos pasos de la serie, y su predicción se compara con ellos.",
      en: "The model does not see the last steps of the series, and its forecast is compared with them.",
    },
    default: false,
  },
  band: {
    kind: "number",
    label: { es: "Banda", en: "Band" },
    help: {
      es: "Probabilidad de que el valor caiga dentro de la banda, si el modelo es cierto.",
      en: "Probability that a value lies within the band, if the model is true.",
    },
    min: 0.5,
    max: 0.99,
    default: 0.9,
    step: 0.01,
    advanced: true,
  },
  gate: {
    kind: "boolean",
    label: { es: "Descartar medidas imposibles", en: "Discard impossible measurements" },
    help: {
      es: "Una medida que, según la predicción, tendría menos de una posibilidad entre mil se trata como si faltara.",
      en: "A measurement that has less than one chance in a thousand according to the prediction counts as missing.",
    },
    default: false,
    advanced: true,
  },
  regimes: {
    kind: "integer",
    label: { es: "Estados del HMM", en: "States of the HMM" },
    help: {
      es: "En cuántos niveles discretos divide el HMM lo oculto (con una sola columna).",
      en: "Into how many discrete levels the HMM divides what is hidden (with one column).",
    },
    min: 2,
    max: 80,
    default: 40,
    advanced: true,
  },
  smoothness: {
    kind: "number",
    label: { es: "Peso de la cadena", en: "Weight of the chain" },
    help: {
      es: "Cuánto cuesta cada salto en los campos de Markov de variación total y de Potts, en unidades del ruido de medida.",
      en: "How much each step costs in the Markov fields of total variation and of Potts, in units of the measurement noise.",
    },
    min: 0.01,
    max: 1000,
    default: 5,
    scale: "log",
    advanced: true,
  },
} as const satisfies Fields;

export type StateSpaceParams = ParamsOf<typeof stateSpaceFields>;
