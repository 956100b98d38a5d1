import type { Fold } from "../../../fold.ts";
import type { Metric } from "../../../lab.ts";
import { known } from "../../../metrics.ts";
import { QUANTITIES } from "./estimates.ts";

export const sampleMetrics: readonly Metric[] = [
  {
    name: "energy",
    unit: "J",
    label: { es: "Energía", en: "Energy" },
    meaning: { es: "Energía media por sitio", en: "Mean energy per site" },
    kind: "exact",
  },
  {
    name: "magnetisation",
    unit: "",
    label: { es: "Magnetización", en: "Magnetisation" },
    meaning: { es: "Media de |m|, la magnetización por sitio", en: "Mean of |m|, the magnetisation per site" },
    kind: "exact",
  },
];

/** Of one lattice at one temperature. */
export function measureSample(fold: Fold): Readonly<Record<string, number>> {
  const found = fold.output("chain.0")?.estimates.values;
  if (found === undefined || fold.tasks.length > 1) return {};
  return known({
    energy: found[2 * QUANTITIES.indexOf("energy")],
    magnetisation: found[2 * QUANTITIES.indexOf("magnetisation")],
  });
}
