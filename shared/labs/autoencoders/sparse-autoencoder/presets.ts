import { presetsOf } from "../../presets.ts";
import { digits } from "../presets.ts";

const leaves = (side: number, smallest: number, largest: number) => ({
  generator: "dead-leaves",
  seed: 1,
  params: { count: 3000, side, smallest, largest },
});

export const sparsePresets = presetsOf({ seed: 1, data: digits }, [
  {
    id: "edges",
    title: { es: "Bordes en trozos de imagen", en: "Edges in patches of pictures" },
    about: {
      es: "Cada unidad solo puede estar encendida una de cada veinte veces, y termina buscando un borde o una barra en un lugar.",
      en: "Each unit may be on one time in twenty only, and ends up looking for an edge or a bar in one place.",
    },
    data: leaves(12, 2, 10),
    params: { target: 0.05, strength: 10, hidden: [64], l2: 0.0001, epochs: 120, learningRate: 0.005 },
  },
  {
    id: "strokes",
    title: { es: "Trozos de dígito", en: "Pieces of digits" },
    about: {
      es: "Con dígitos, las unidades se reparten trazos y dígitos enteros.",
      en: "With digits, the units share out strokes and whole digits among them.",
    },
    params: { target: 0.05, strength: 25, hidden: [50], l2: 0.00002, epochs: 60, learningRate: 0.005 },
  },
  {
    id: "overcomplete",
    title: { es: "Más unidades que píxeles", en: "More units than pixels" },
    about: {
      es: "Cien unidades para 64 píxeles: copiar sería fácil, y la dispersión no lo permite.",
      en: "A hundred units for 64 pixels: copying would be easy, and sparsity does not allow it.",
    },
    data: leaves(8, 1.5, 8),
    params: { target: 0.05, strength: 10, hidden: [100], l2: 0.0002, epochs: 120, learningRate: 0.005 },
  },
  {
    id: "l1",
    title: { es: "L1 y unidades muertas", en: "L1 and dead units" },
    about: {
      es: "L1 apaga del todo a quien no hace falta, y una ReLU apagada en todas las muestras ya no aprende.",
      en: "L1 switches off altogether what is not needed, and a ReLU that is off for all samples learns no more.",
    },
    params: { penalty: "l1", strength: 0.3, activation: "relu", hidden: [100], epochs: 30 },
  },
  {
    id: "contractive",
    title: { es: "Contractivo: un código que no se inmuta", en: "Contractive: a code that hardly moves" },
    about: {
      es: "En vez de callar a las unidades, se penaliza que cambien cuando cambia la entrada.",
      en: "Rather than keeping units quiet, it is their change with the input that costs.",
    },
    params: { penalty: "none", contraction: 1, hidden: [100], l2: 0.00002, epochs: 20, learningRate: 0.005 },
  },
]);
