import type { Params } from "../../../experiment/fields.ts";
import type { Preset } from "../../lab.ts";

/** Sequences of a known chain. */
const chains = (seed: number, params: Params) => ({
  generator: "hidden-chains",
  seed,
  params: { sequences: 1, missing: 0, gap: 0, ...params },
});

export const hmmPresets: readonly Preset[] = [
  {
    id: "casino",
    title: { es: "El casino tramposo", en: "The dishonest casino" },
    about: {
      es: "Un dado justo y uno trucado se turnan. ¿Cuándo se jugó con cada uno?",
      en: "A fair die and a loaded one take turns. When was which of them played?",
    },
    seed: 1,
    data: chains(1, { chain: "casino", length: 300 }),
    params: {},
  },
  {
    id: "weather",
    title: { es: "¿Llueve? Mira los paraguas", en: "Is it raining? Look at the umbrellas" },
    about: {
      es: "Desde dentro solo se ven paraguas; el tiempo de cada día se deduce de todos los días.",
      en: "From inside only umbrellas are seen; the weather of each day follows from all days.",
    },
    seed: 1,
    data: chains(4, { chain: "weather", length: 30 }),
    params: {},
  },
  {
    id: "learn-casino",
    title: { es: "Aprender el casino sin verlo", en: "Learn the casino unseen" },
    about: {
      es: "Baum–Welch desde ocho comienzos: ¿encuentra los dos dados mirando solo las tiradas?",
      en: "Baum–Welch from eight starts: does it find both dice from the rolls alone?",
    },
    seed: 1,
    data: chains(2, { chain: "casino", length: 2000 }),
    params: { task: "learn", states: 2, iterations: 150 },
  },
  {
    id: "levels",
    title: { es: "Una serie con tres niveles", en: "A series with three levels" },
    about: {
      es: "Emisiones normales: k-medias da el comienzo y Baum–Welch encuentra los niveles.",
      en: "Normal emissions: k-means gives the start, and Baum–Welch finds the levels.",
    },
    seed: 1,
    data: chains(3, { chain: "levels", length: 500 }),
    params: { task: "learn", states: 3 },
  },
  {
    id: "how-many",
    title: { es: "¿Cuántos estados? Pregunta a BIC", en: "How many states? Ask BIC" },
    about: {
      es: "De uno a cinco estados, cuatro comienzos de cada uno: la verosimilitud siempre sube, BIC no.",
      en: "From one to five states, four starts of each: the likelihood always rises, BIC does not.",
    },
    seed: 1,
    data: chains(3, { chain: "levels", length: 500 }),
    params: { task: "learn", states: 1, mostStates: 5, restarts: 4, iterations: 80, heldOut: 0.2 },
  },
  {
    id: "missing",
    title: { es: "Observaciones que faltan", en: "Missing observations" },
    about: {
      es: "Falta una de cada cinco, y 25 seguidas: en el hueco la creencia vuelve poco a poco a lo de siempre.",
      en: "One in five is missing, and 25 in a row: within the gap belief slowly returns to what is usual.",
    },
    seed: 1,
    data: chains(5, { chain: "levels", length: 200, missing: 0.2, gap: 25 }),
    params: {},
  },
  {
    id: "durations",
    title: { es: "Un semáforo: cuánto dura cada fase", en: "A traffic light: how long each phase lasts" },
    about: {
      es: "Una cámara mala y fases que guardan su tiempo: con duraciones explícitas se aprende cuánto.",
      en: "A bad camera, and phases that keep their time: with explicit durations it is learned how long.",
    },
    seed: 1,
    data: chains(6, { chain: "light", length: 250, sequences: 4 }),
    params: { task: "learn", states: 3, durations: true, longest: 20, restarts: 4, iterations: 50 },
  },
];
