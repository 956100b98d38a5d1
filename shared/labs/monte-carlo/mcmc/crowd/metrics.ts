import type { Table } from "../../../../data/table.ts";
import type { Params } from "../../../../experiment/fields.ts";
import type { Metric } from "../../../lab.ts";
import { isCrowd } from "./plan.ts";

/** What metrics of single chains say is of no meaning here, and the other way round. */
const both: readonly string[] = [
  "divergences",
  "acceptance",
  "gradients",
  "mean.<parameter>",
  "sd.<parameter>",
  "mcse.<parameter>",
  "mcse",
];

export function withCrowds(metrics: readonly Metric[]): readonly Metric[] {
  const own = (name: string, es: string, en: string, label: Metric["label"]): Metric => ({
    name,
    unit: "",
    ...(label && { label }),
    meaning: { es, en },
    applies: isCrowd,
    kind: "exact",
  });
  return [
    ...metrics.map((metric) =>
      both.includes(metric.name)
        ? metric
        : {
            ...metric,
            applies: (params: Params, data?: Table | null, member?: string) =>
              !isCrowd(params) && (metric.applies?.(params, data, member) ?? true),
          },
    ),
    own(
      "nestedRhat",
      "El mayor R̂ anidado: √(1 + B/W) de las supercadenas; cerca de 1 cuando han olvidado dónde empezaron",
      "Largest nested R̂, √(1 + B/W) of the superchains; close to 1 once they have forgotten where they began",
      { es: "R̂ anidado", en: "nested R̂" },
    ),
    own("nestedRhat.<parameter>", "R̂ anidado de un parámetro", "Nested R̂ of a parameter", {
      es: "R̂ anidado",
      en: "nested R̂",
    }),
  ];
}
