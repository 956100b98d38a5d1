import type { Preset } from "../../lab.ts";

export const burnInPresets: readonly Preset[] = [
  {
    id: "far-start",
    title: { es: "Un comienzo lejano", en: "A far start" },
    about: {
      es: "Metropolis empieza en el borde de una campana: la distribución viaja hasta el equilibrio y el sesgo se apaga.",
      en: "Metropolis starts at the edge of a bell: the distribution travels to equilibrium, and the bias dies away.",
    },
    seed: 1,
    data: null,
    params: {},
  },
  {
    id: "tiny-steps",
    title: { es: "Pasos diminutos", en: "Tiny steps" },
    about: {
      es: "La misma campana con propuestas de una sola casilla: varias veces más lento.",
      en: "The same bell with proposals of a single box: several times as slow.",
    },
    seed: 1,
    data: null,
    params: { width: 1, steps: 600, discarded: 150 },
  },
  {
    id: "two-wells",
    title: { es: "Dos pozos", en: "Two wells" },
    about: {
      es: "Cada pozo se llena enseguida; pasar la barrera cuesta cientos de pasos.",
      en: "Each well fills up at once; crossing the barrier takes hundreds of steps.",
    },
    seed: 2,
    data: null,
    params: { chain: "wells", steps: 2000, discarded: 200, barrier: 4 },
  },
  {
    id: "ring",
    title: { es: "Un anillo que alterna", en: "A ring that alternates" },
    about: {
      es: "Sin esperar nunca, un anillo de doce estados no llega jamás al equilibrio.",
      en: "Without ever waiting, a ring of twelve states never comes to equilibrium.",
    },
    seed: 3,
    data: null,
    params: { chain: "cycle", states: 12, steps: 600, discarded: 20 },
  },
  {
    id: "cutoff",
    title: { es: "De golpe", en: "All at once" },
    about: {
      es: "En un cubo de siete dimensiones la distancia se queda cerca de 1 y luego cae deprisa.",
      en: "On a cube of seven dimensions the distance stays near 1, then falls fast.",
    },
    seed: 4,
    data: null,
    params: { chain: "cube", dimension: 7, holding: 0.5, steps: 80, discarded: 10 },
  },
  {
    id: "cards",
    title: { es: "Barajar cinco cartas", en: "Shuffling five cards" },
    about: {
      es: "La carta de arriba va a un lugar al azar: ¿cuántas veces, hasta que los 120 órdenes son igual de probables?",
      en: "The top card goes to a place at random: how often, until all 120 orders are as likely?",
    },
    seed: 5,
    data: null,
    params: { chain: "shuffle", cards: 5, steps: 40, discarded: 10 },
  },
  {
    id: "matrix",
    title: { es: "Una matriz de transición", en: "A transition matrix" },
    about: {
      es: "Una cadena que no es reversible. Cambia la matriz por tu CSV.",
      en: "A chain that is not reversible. Replace the matrix with your own CSV.",
    },
    seed: 6,
    data: { generator: "transition-matrix", seed: 6, params: { states: 8, stay: 0.5, reach: 1 } },
    params: { chain: "own", steps: 60, discarded: 10 },
  },
];
