import type { Arrays, NDArray } from "../../../arrays.ts";
import type { LabQuestion } from "../../recording.ts";
import type { GanParams } from "./fields.ts";
import type { RowShape } from "./row.ts";

/** What is asked of a generator (given: its layers, and "z", n × latent): what it makes of these numbers, before the units of the data. */
export function generateQuestion(
  { objective, architecture, filters, kernel, growing, normalisation, latent, hidden, activation }: GanParams,
  { image, ...row }: RowShape,
  net: Arrays,
  z: NDArray,
): LabQuestion {
  return {
    task: {
      kind: "generate",
      steps: 1,
      params: {
        objective,
        architecture,
        filters,
        kernel,
        growing,
        normalisation,
        latent,
        hidden,
        activation,
        ...row,
        ...image,
      },
    },
    given: { ...net, z },
  };
}
