import type { Fields } from "../../../experiment/fields.ts";

/** How the next character is chosen: `Choosing`, as labs of texts take it. */
export const choosingFields = {
  temperature: {
    kind: "number",
    label: { es: "Temperatura", en: "Temperature" },
    help: {
      es: "Divide lo que da la red antes del softmax: por debajo de 1 escribe más seguro, por encima más atrevido; con 0, siempre lo más probable.",
      en: "Divides what the net gives before the softmax: below 1 it writes more safely, above more boldly; at 0, always the most probable.",
    },
    min: 0,
    max: 2,
    default: 0.8,
    step: 0.05,
  },
  topK: {
    kind: "integer",
    label: { es: "Solo los k más probables", en: "Only the k most probable" },
    help: {
      es: "Cada carácter se elige entre los k más probables; 0: entre todos.",
      en: "Each character is chosen among the k most probable; 0: among all.",
    },
    min: 0,
    max: 50,
    default: 0,
    advanced: true,
  },
  topP: {
    kind: "number",
    label: { es: "Núcleo", en: "Nucleus" },
    help: {
      es: "Cada carácter se elige entre los más probables que juntos llegan a esta probabilidad; 1: entre todos.",
      en: "Each character is chosen among the most probable that together reach this probability; 1: among all.",
    },
    min: 0.05,
    max: 1,
    default: 1,
    step: 0.05,
    advanced: true,
  },
} as const satisfies Fields;

/** Characters that are told apart, the rare one among them (`alphabet.ts`). */
export const signs = {
  kind: "integer",
  label: { es: "Signos distintos", en: "Different signs" },
  help: {
    es: "Como mucho tantos; los caracteres más raros cuentan todos como uno solo (�).",
    en: "At most so many; the rarest characters all count as a single one (�).",
  },
  min: 8,
  max: 256,
  default: 128,
  advanced: true,
} as const satisfies Fields[string];
