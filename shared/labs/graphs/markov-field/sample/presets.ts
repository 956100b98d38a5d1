import type { Preset } from "../../../lab.ts";

export const samplePresets: readonly Preset[] = [
  {
    id: "critical",
    title: { es: "Ising en la transición", en: "Ising at the transition" },
    about: {
      es: "A T = 2,27 hay islas de todos los tamaños dentro de islas.",
      en: "At T = 2.27 there are islands of all sizes within islands.",
    },
    seed: 1,
    data: null,
    params: { temperature: 2.27 },
  },
  {
    id: "ordered",
    title: { es: "Ising por debajo de la transición", en: "Ising below the transition" },
    about: { es: "Casi todos los espines apuntan al mismo lado.", en: "Nearly all spins point the same way." },
    seed: 1,
    data: null,
    params: { temperature: 1.8 },
  },
];
