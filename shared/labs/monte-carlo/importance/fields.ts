import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { collapseFields } from "./collapse/fields.ts";
import { estimateFields } from "./estimate/fields.ts";
import { vocabularyFields } from "./vocabulary/fields.ts";

/** What the lab does. Each task has parameters, presets, processes, metrics and views in a folder of its own. */
const taskField = {
  kind: "choice",
  label: { es: "Qué hacer", en: "What to do" },
  help: {
    es: "Estimar una esperanza con muestras de otra distribución; ver cómo el método se hunde al subir la dimensión; o entrenar un modelo de lenguaje con muestras de su vocabulario.",
    en: "Estimate an expectation with draws from another distribution; see the method collapse as the dimension rises; or train a language model with samples of its vocabulary.",
  },
  options: [
    { value: "estimate", label: { es: "Estimar una esperanza", en: "Estimate an expectation" } },
    { value: "collapse", label: { es: "Subir la dimensión", en: "Raise the dimension" } },
    { value: "vocabulary", label: { es: "Entrenar con un gran vocabulario", en: "Train with a large vocabulary" } },
  ],
  default: "estimate",
} as const satisfies Fields[string];

export const importanceFields = {
  task: taskField,
  ...estimateFields,
  ...collapseFields,
  ...vocabularyFields,
} as const satisfies Fields;

export type ImportanceParams = ParamsOf<typeof importanceFields>;
