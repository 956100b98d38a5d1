import type { Preset } from "../../lab.ts";

export const hmmPresets: readonly Preset[] = [
  {
    id: "casino",
    title: { es: "El casino tramposo", en: "The dishonest casino" },
    about: {
      es: "Un dado justo y uno trucado se turnan. ¿Cuándo se jugó con cada uno?",
      en: "A fair die and a loaded one take turns. When was which of them played?",
    },
    seed: 1,
    data: {
      generator: "hidden-chains",
      seed: 1,
      params: { chain: "casino", sequences: 1, length: 300, missing: 0, gap: 0 },
    },
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
    data: {
      generator: "hidden-chains",
      seed: 4,
      params: { chain: "weather", sequences: 1, length: 30, missing: 0, gap: 0 },
    },
    params: {},
  },
];
