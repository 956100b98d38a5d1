import type { Preset } from "../../../lab.ts";

const own = { seed: 1, data: null } as const;

export const samplePresets: readonly Preset[] = [
  {
    ...own,
    id: "transition",
    title: { es: "La transición de un imán", en: "The transition of a magnet" },
    about: {
      es: "De T = 1,6 a 3,2 el orden se pierde: la energía, con sus errores, sobre la curva exacta.",
      en: "From T = 1.6 to 3.2 order is lost: the energy, with its errors, on the exact curve.",
    },
    params: {
      sizes: [32],
      temperature: 1.6,
      temperatures: 17,
      lastTemperature: 3.2,
      method: "swendsen-wang",
      burnIn: 200,
      sweeps: 1500,
    },
  },
  {
    ...own,
    id: "critical",
    title: { es: "512 × 512 en la transición", en: "512 × 512 at the transition" },
    about: {
      es: "Islas de todos los tamaños dentro de islas; mueve la temperatura mientras la red se agita.",
      en: "Islands of all sizes within islands; move the temperature while the lattice seethes.",
    },
    params: { sizes: [512], temperature: 2.27, start: "hot", burnIn: 200, sweeps: 400 },
  },
  {
    ...own,
    id: "binder",
    title: { es: "Dónde se cruzan los cumulantes", en: "Where the cumulants cross" },
    about: {
      es: "Tres tamaños, un punto en común: así se halla la temperatura crítica con redes finitas.",
      en: "Three sizes, one point in common: how the critical temperature is found from finite lattices.",
    },
    params: {
      sizes: [8, 16, 32],
      temperature: 2.15,
      temperatures: 11,
      lastTemperature: 2.4,
      method: "wolff",
      burnIn: 200,
      sweeps: 3000,
    },
  },
  {
    ...own,
    id: "slow",
    title: { es: "Gibbs se frena en la transición", en: "Gibbs slows down at the transition" },
    about: {
      es: "Sitio a sitio, el tiempo de autocorrelación crece como L^2,17.",
      en: "Site by site, the autocorrelation time grows as L^2.17.",
    },
    params: { sizes: [4, 8, 16, 32], temperature: 2.269, method: "gibbs", burnIn: 2000, sweeps: 40_000 },
  },
  {
    ...own,
    id: "fast",
    title: { es: "Wolff no se frena", en: "Wolff does not" },
    about: {
      es: "Los mismos tamaños a la misma temperatura, por racimos: la red olvida en pocos barridos.",
      en: "The same sizes at the same temperature, by clusters: the lattice forgets within a few sweeps.",
    },
    params: { sizes: [4, 8, 16, 32], temperature: 2.269, method: "wolff", burnIn: 500, sweeps: 4000 },
  },
  {
    ...own,
    id: "quench",
    title: { es: "Enfriado de golpe", en: "Quenched" },
    about: {
      es: "De la red caliente a T = 1: los dominios crecen despacio y se comen unos a otros.",
      en: "From a hot lattice to T = 1: domains grow slowly and swallow each other.",
    },
    params: { sizes: [256], temperature: 1, start: "hot", burnIn: 0, sweeps: 500 },
  },
  {
    ...own,
    id: "potts-3",
    title: { es: "Potts con tres estados", en: "Potts with three states" },
    about: {
      es: "Tres colores que compiten: una transición continua en T = 0,995.",
      en: "Three colours compete: a continuous transition at T = 0.995.",
    },
    params: {
      model: "potts",
      states: 3,
      sizes: [24],
      temperature: 0.8,
      temperatures: 9,
      lastTemperature: 1.2,
      method: "swendsen-wang",
      burnIn: 200,
      sweeps: 1500,
    },
  },
  {
    ...own,
    id: "potts-10",
    title: { es: "Potts con diez: a saltos", en: "Potts with ten: by leaps" },
    about: {
      es: "En T = 0,706 hay dos energías y ninguna entre ellas: una transición de primer orden.",
      en: "At T = 0.706 there are two energies and none between: a first-order transition.",
    },
    params: {
      model: "potts",
      states: 10,
      sizes: [16],
      temperature: 0.706,
      method: "gibbs",
      burnIn: 1000,
      sweeps: 20_000,
    },
  },
];
