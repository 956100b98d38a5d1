import { defineLab, type Task } from "../../lab.ts";
import { descent } from "./descent.ts";
import { integrationFields } from "./fields.ts";
import { integrationPresets } from "./presets.ts";

/** Gradient descent with noisy gradients on a quadratic. One task, one step an update. */
export const integration = defineLab({
  id: "integration",
  revision: 1,
  family: "monte-carlo",
  title: { es: "Integración por Monte Carlo", en: "Monte Carlo integration" },
  summary: {
    es: "Mira cómo baja el descenso por gradiente, y dónde se queda por el ruido.",
    en: "Watch gradient descent go down, and where noise keeps it.",
  },
  params: integrationFields,
  data: { generators: [], formats: [], none: () => true },
  presets: integrationPresets,
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
