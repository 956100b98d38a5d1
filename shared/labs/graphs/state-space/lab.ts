import { defineLab, type Task } from "../../lab.ts";
import { descent } from "./descent.ts";
import { stateSpaceFields } from "./fields.ts";
import { stateSpacePresets } from "./presets.ts";

/** Gradient descent with noisy gradients on a quadratic. One task, one step an update. */
export const stateSpace = defineLab({
  id: "state-space",
  revision: 1,
  family: "graphs",
  title: { es: "State space", en: "State space" },
  summary: {
    es: "Mira cómo baja el descenso por gradiente, y dónde se queda por el ruido.",
    en: "Watch gradient descent go down, and where noise keeps it.",
  },
  params: stateSpaceFields,
  data: { generators: [], formats: [], none: () => true },
  presets: stateSpacePresets,
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
