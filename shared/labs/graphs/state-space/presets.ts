import type { Preset } from "../../lab.ts";

export const stateSpacePresets: readonly Preset[] = [
  {
    id: "path",
    title: { es: "Seguir un cuerpo", en: "Tracking a body" },
    about: {
      es: "Solo se ven posiciones ruidosas, y a ratos ninguna. El filtro estima también la velocidad, y sabe cuánto se puede equivocar.",
      en: "Only noisy positions are seen, and at times none. The filter estimates the velocity as well, and knows how far off it may be.",
    },
    seed: 1,
    data: {
      generator: "hidden-series",
      seed: 3,
      params: { kind: "path", rows: 150, process: 0.3, noise: 3, missing: 0.25, gap: 12 },
    },
    params: { model: "motion", process: 0.3, noise: 3, horizon: 12 },
  },
  {
    id: "film",
    title: { es: "Una barra en un vídeo", en: "A bar in a film" },
    about: {
      es: "Una barra brillante cruza tras una pantalla, entre destellos. De cada fotograma se mide dónde hay algo brillante; el filtro la sigue también cuando no se ve.",
      en: "A bright bar passes behind a screen, among specks of light. Of each frame it is measured where something is bright; the filter follows the bar even where it cannot be seen.",
    },
    seed: 1,
    data: {
      generator: "bar-film",
      seed: 2,
      params: { frames: 160, side: 32, screen: 0.15, clutter: 0.5, noise: 0.12 },
    },
    params: { model: "motion", process: 0.3, noise: 0.7, gate: true },
  },
  {
    id: "nile",
    title: { es: "El caudal del Nilo", en: "The flow of the Nile" },
    about: {
      es: "Cien años de un río, el ejemplo clásico del nivel local. EM encuentra los ruidos que se publicaron: varianzas 15 099 y 1469.",
      en: "A hundred years of a river, the classic example of the local level. EM finds the noises that were published: variances 15,099 and 1469.",
    },
    seed: 1,
    data: { generator: "hidden-series", seed: 1, params: { kind: "nile" } },
    params: { model: "level", process: 100, noise: 100, iterations: 600, horizon: 10 },
  },
  {
    id: "market",
    title: { es: "Un precio y su banda", en: "A price and its band" },
    about: {
      es: "Un precio sintético con tendencia y épocas agitadas. El modelo no ve los últimos 40 días: ¿caen dentro de la banda de su predicción?",
      en: "A synthetic price with a trend and turbulent times. The model does not see the last 40 days: do they lie within the band of its forecast?",
    },
    seed: 1,
    data: {
      generator: "hidden-series",
      seed: 5,
      params: { kind: "market", rows: 300, process: 0.8, noise: 0.5, missing: 0, gap: 10 },
    },
    params: { model: "trend", process: 1, slope: 0.1, noise: 0.5, iterations: 100, horizon: 40, holdOut: true },
  },
  {
    id: "clean",
    title: { es: "Limpiar una señal que salta", en: "Cleaning a signal that jumps" },
    about: {
      es: "Un nivel que salta entre tres valores, con mucho ruido. El suavizador redondea los saltos; el HMM de tres estados y el campo de Potts los conservan.",
      en: "A level that jumps among three values, with much noise. The smoother rounds the jumps; the HMM of three states and the Potts field keep them.",
    },
    seed: 1,
    data: {
      generator: "hidden-series",
      seed: 6,
      params: { kind: "regimes", rows: 300, process: 0.3, noise: 0.8, missing: 0.1, gap: 6 },
    },
    params: { model: "level", process: 0.3, noise: 0.8, regimes: 3, smoothness: 6 },
  },
  {
    id: "oscillators",
    title: { es: "Aprender la dinámica", en: "Learning the dynamics" },
    about: {
      es: "Dos osciladores ocultos, vistos por tres sensores. EM aprende todas las matrices, y con ellas predice.",
      en: "Two hidden oscillators, seen by three sensors. EM learns all the matrices, and predicts with them.",
    },
    seed: 1,
    data: {
      generator: "hidden-series",
      seed: 1,
      params: { kind: "waves", rows: 300, process: 0.15, noise: 0.5, missing: 0.1, gap: 5 },
    },
    params: { model: "hidden", states: 4, noise: 0.5, iterations: 150, horizon: 30 },
  },
  {
    id: "voice",
    title: { es: "Limpiar una voz", en: "Cleaning a voice" },
    about: {
      es: "Una voz sintética con ruido, como señal autorregresiva: escucha antes y después.",
      en: "A synthetic voice with noise, as an autoregressive signal: listen before and after.",
    },
    seed: 1,
    data: { generator: "hidden-series", seed: 1, params: { kind: "voice", seconds: 1.5, noise: 0.5 } },
    params: { model: "ar", order: 10, noise: 0.05, iterations: 12 },
  },
];
