import { expect, test } from "vitest";
import { labelOf } from "../../../client/app/lab/metrics.tsx";
import type { Metric } from "../../../shared/labs/lab.ts";

const metric = (name: string, label?: Metric["label"]): Metric => ({
  name,
  unit: "",
  kind: "exact",
  meaning: { es: "", en: "" },
  ...(label && { label }),
});

test.each<[Metric, string, string]>([
  [metric("loss"), "loss", "loss"],
  [metric("loss", { es: "Loss", en: "Loss" }), "loss", "Loss"],
  [metric("delta.<i>", { es: "Δ", en: "Δ" }), "delta.1", "Δ 1"],
  [metric("delta.<i>"), "delta.1", "delta.1"],
])("the label of %o called %s is %s", (known, name, label) => expect(labelOf(known, name)).toBe(label));
