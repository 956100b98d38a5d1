import type { Preset } from "../../../lab.ts";

const drawn = (drawing: string, seed = 1) => ({ generator: "known-regions", seed, params: { drawing } });

export const picturePresets: readonly Preset[] = [
  {
    id: "letters",
    title: { es: "Limpiar un texto", en: "Clean a text" },
    about: {
      es: "Uno de cada siete píxeles está invertido. Seis métodos buscan la imagen de menor energía; el corte mínimo la halla.",
      en: "One pixel in seven is inverted. Six methods look for the picture of least energy; the minimum cut finds it.",
    },
    seed: 1,
    data: drawn("letters"),
    params: { task: "binary", noise: 0.14, coupling: 1.2 },
  },
  {
    id: "cells",
    title: { es: "Células: dos clases, solución exacta", en: "Cells: two classes, exact answer" },
    about: {
      es: "Cada píxel solo se equivoca a menudo. Con sus vecinos aparecen las células, y el corte da el mínimo exacto.",
      en: "Each pixel alone is often wrong. With its neighbours the cells appear, and the cut gives the exact minimum.",
    },
    seed: 1,
    data: drawn("cells"),
    params: { task: "segment", classes: 2, noise: 0.25, coupling: 1.5 },
  },
  {
    id: "slice",
    title: { es: "Segmentar un corte de una cabeza", en: "Segment a slice of a head" },
    about: {
      es: "Aire, líquido, tejido y hueso en una imagen sintética con ruido; las clases se aprenden de ella.",
      en: "Air, fluid, tissue and bone in a noisy synthetic picture; the classes are learnt from it.",
    },
    seed: 1,
    data: drawn("slice"),
    params: { task: "segment", classes: 4, noise: 0.1, coupling: 1 },
  },
  {
    id: "landscape",
    title: { es: "Un paisaje en tres clases", en: "A landscape in three classes" },
    about: {
      es: "Cielo, montes y lo oscuro, con ocho vecinos y un acoplamiento que respeta los bordes.",
      en: "Sky, hills and what is dark, with eight neighbours and a coupling that respects edges.",
    },
    seed: 1,
    data: drawn("landscape"),
    params: { task: "segment", classes: 3, noise: 0.12, coupling: 1, neighbours: "8", contrast: 0.5 },
  },
  {
    id: "still-life",
    title: { es: "Limpiar un bodegón en grises", en: "Clean a still life in grey" },
    about: {
      es: "Dieciséis niveles de gris y un coste que crece con el cuadrado hasta un tope: alisa y conserva los bordes.",
      en: "Sixteen levels of grey and a cost that grows with the square up to a limit: it smooths, and keeps edges.",
    },
    seed: 1,
    data: drawn("still-life"),
    params: { task: "grey", noise: 0.1, coupling: 3, truncation: 0.2, rounds: 12, cooling: 0.6 },
  },
];
