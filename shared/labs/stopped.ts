import type { Arrays } from "../arrays.ts";
import type { Metric } from "./lab.ts";

/** Why the training of a net ended before its last step; the code in `output.stopped[1]`. */
export const STOPS = ["not stopped", "diverged", "patience", "target"] as const;

/** Step, from 0, at which a training ended by itself, and why; undefined where it did not. */
export function stoppedOf(
  output: Arrays | undefined,
): { readonly step: number; readonly why: (typeof STOPS)[number] } | undefined {
  const values = output?.stopped?.values;
  if (values === undefined || values[0] < 0) return undefined;
  return { step: values[0], why: STOPS[values[1]] };
}

export const stoppedAt = {
  name: "stoppedAt",
  label: { es: "Parada", en: "Stopped at" },
  unit: "",
  kind: "exact",
  meaning: {
    es: "Paso en que el entrenamiento terminó antes de tiempo porque la pérdida dejó de ser finita",
    en: "Step at which training ended early, since the loss was no longer finite",
  },
} as const satisfies Metric;

/** The same as people count, from 1: the metric `stoppedAt`. */
export function stoppedAtOf(output: Arrays | undefined): number | undefined {
  const stopped = stoppedOf(output);
  return stopped && stopped.step + 1;
}
