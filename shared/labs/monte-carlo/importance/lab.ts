import { defineLab, type Task } from "../../lab.ts";
import { descent } from "./descent.ts";
import { importanceFields } from "./fields.ts";
import { importancePresets } from "./presets.ts";

/** Gradient descent with noisy gradients on a quadratic. One task, one step an update. */
export const importance = defineLab({
  id: "importance",
  revision: 1,
  family: "monte-carlo",
  title: { es: "Muestreo por importancia", en: "Importance sampling" },
  summary: {
    es: "Mira cómo baja el descenso por gradiente, y dónde se queda por el ruido.",
    en: "Watch gradient descent go down, and where noise keeps it.",
  },
  params: importanceFields,
  data: { generators: [], formats: [], none: () => true },
  presets: importancePresets,
  metrics: [
    {
      name: "loss",
      unit: "",
      label: { es: "Pérdida", en: "Loss" },
      meaning: { es: "Valor de la función tras el último paso.", en: "Value of the function after the last step." },
      kind: "exact",
    },
  ],
  wasm: [],
  devices: ["wasm", "scalar"],
  estimate: ({ steps }) => ({ multiplyAdds: 10 * steps, bytes: 8 * steps }),
  plan({ steps, ...params }, _data, key): readonly Task[] {
    // The number of steps stands in `steps` alone, so that a longer run goes on from a shorter one.
    return [{ id: "descent", kind: "descent", key, steps, params }];
  },
  processes: { descent },
  measure(run) {
    const losses = run.records("descent", "loss")?.values;
    return losses && losses.length > 0 ? { loss: losses[losses.length - 1] } : {};
  },
});
