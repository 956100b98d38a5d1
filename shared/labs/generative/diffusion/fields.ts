import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { nets } from "../../nets/fields.ts";
import { comparison, falling, resolution } from "../points/fields.ts";

export const diffusionFields = {
  steps: {
    kind: "integer",
    label: { es: "Pasos de ruido, T", en: "Noise steps, T" },
    help: {
      es: "En cuántos pasos se convierten los datos en ruido, y el ruido en muestras.",
      en: "In how many steps data become noise, and noise becomes samples.",
    },
    min: 5,
    max: 500,
    default: 100,
    scale: "log",
  },
  schedule: {
    kind: "choice",
    label: { es: "Plan de ruido", en: "Noise schedule" },
    help: {
      es: "Cuánto ruido añade cada paso. Coseno: la parte de señal baja suavemente (Nichol y Dhariwal 2021). Lineal: la varianza de cada paso crece por igual (Ho et al. 2020).",
      en: "How much noise each step adds. Cosine: the share of signal falls smoothly (Nichol & Dhariwal 2021). Linear: the variance of each step grows evenly (Ho et al. 2020).",
    },
    options: [
      { value: "cosine", label: { es: "Coseno", en: "Cosine" } },
      { value: "linear", label: { es: "Lineal", en: "Linear" } },
    ],
    default: "cosine",
  },
  sampler: {
    kind: "choice",
    label: { es: "Muestreo", en: "Sampler" },
    help: {
      es: "DDPM: deshace cada paso y vuelve a añadir un poco de ruido. DDIM: determinista, y puede saltarse pasos (Song et al. 2021).",
      en: "DDPM: undoes each step and adds a little noise again. DDIM: deterministic, and may skip steps (Song et al. 2021).",
    },
    options: [
      { value: "ddpm", label: { es: "DDPM", en: "DDPM" } },
      { value: "ddim", label: { es: "DDIM", en: "DDIM" } },
    ],
    default: "ddpm",
  },
  jumps: {
    kind: "integer",
    label: { es: "Pasos de DDIM", en: "DDIM steps" },
    help: {
      es: "De los T pasos, por cuántos pasa el muestreo, a distancias iguales; todos si son más.",
      en: "Through how many of the T steps sampling goes, evenly spaced; all where there are fewer.",
    },
    min: 1,
    max: 500,
    default: 20,
    scale: "log",
    when: { field: "sampler", is: ["ddim"] },
  },
  predicts: {
    kind: "choice",
    label: { es: "La red predice", en: "The net predicts" },
    help: {
      es: "El ruido ε (Ho et al. 2020), o la velocidad √ᾱ·ε − √(1 − ᾱ)·x₀ (Salimans y Ho 2022): con mucho ruido equivale a predecir los datos, con poco a predecir el ruido.",
      en: "The noise ε (Ho et al. 2020), or the velocity √ᾱ·ε − √(1 − ᾱ)·x₀ (Salimans & Ho 2022): under much noise that is to predict the data, under little the noise.",
    },
    options: [
      { value: "noise", label: { es: "El ruido", en: "The noise" } },
      { value: "velocity", label: { es: "La velocidad", en: "The velocity" } },
    ],
    default: "noise",
    advanced: true,
  },
  hidden: {
    kind: "integers",
    label: { es: "Capas ocultas", en: "Hidden layers" },
    help: {
      es: "Anchura de cada capa de la red que, de un punto con ruido y su paso, predice el ruido.",
      en: "Width of each layer of the net that predicts the noise, of a noised point and its step.",
    },
    min: 1,
    max: 512,
    minItems: 1,
    maxItems: 4,
    default: [64, 64],
  },
  activation: { ...nets.activation("silu", "tanh", "elu", "relu"), default: "silu", advanced: true },
  ...falling(2),
  epochs: {
    ...nets.epochs,
    default: 8,
    help: {
      es: "En cada una se ve cada dato hasta diez veces, con distinto ruido.",
      en: "Each sees every datum up to ten times, under different noise.",
    },
  },
  batch: { ...nets.batch, default: 256 },
  resolution: { ...resolution, max: 16 },
  testFraction: { ...nets.testFraction, default: 0.25 },
  ...comparison,
} as const satisfies Fields;

export type DiffusionParams = ParamsOf<typeof diffusionFields>;
/** The length of training is a matter of a task's steps. */
export type DiffusionTaskParams = Omit<DiffusionParams, "epochs">;
