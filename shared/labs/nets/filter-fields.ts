/** Parameters that nets of pictures have in common, beside those of all nets (`fields.ts`): apart, since pages of other nets carry none of their words. */
import type { Fields } from "../../experiment/fields.ts";

export const filters = {
  kernel: {
    kind: "choice",
    label: { es: "Tamaño del filtro", en: "Filter size" },
    help: {
      es: "Lado en píxeles de lo que ve un filtro. Alrededor de la imagen se añaden ceros, así que los mapas no encogen.",
      en: "Side in pixels of what a filter sees. Zeros are added around the picture, so that maps do not shrink.",
    },
    options: [
      { value: "3", label: { es: "3 × 3", en: "3 × 3" } },
      { value: "5", label: { es: "5 × 5", en: "5 × 5" } },
    ],
    default: "3",
  },
  pooling: {
    kind: "choice",
    label: { es: "Pooling", en: "Pooling" },
    help: {
      es: "Qué queda de cada cuadrado de 2 × 2 al final de un bloque: el máximo, la media, o todo.",
      en: "What remains of each square of 2 × 2 at the end of a block: its maximum, its mean, or all of it.",
    },
    options: [
      { value: "max", label: { es: "Máximo", en: "Maximum" } },
      { value: "average", label: { es: "Media", en: "Average" } },
      { value: "none", label: { es: "Ninguno", en: "None" } },
    ],
    default: "max",
  },
} as const satisfies Fields;
