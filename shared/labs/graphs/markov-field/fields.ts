import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { pictureFields, pictureTasks } from "./picture/fields.ts";
import { sampleFields } from "./sample/fields.ts";

/** What the lab does. Each task has parameters, presets, processes, metrics and views in a folder of its own (`sample`, `picture`). */
const taskField = {
  kind: "choice",
  label: { es: "Qué hacer", en: "What to do" },
  help: {
    es: "Muestrear un modelo de la física, el de Ising o el de Potts, y medir sus magnitudes; o limpiar o segmentar una imagen.",
    en: "Sample a model of physics, Ising's or Potts's, and measure it; or clean or segment a picture.",
  },
  options: [{ value: "sample", label: { es: "Muestrear un modelo", en: "Sample a model" } }, ...pictureTasks],
  default: "sample",
} as const satisfies Fields[string];

export const markovFieldFields = {
  task: taskField,
  ...sampleFields,
  ...pictureFields,
} as const satisfies Fields;

export type MarkovFieldParams = ParamsOf<typeof markovFieldFields>;
