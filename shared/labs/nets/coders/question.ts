import type { Arrays, NDArray } from "../../../arrays.ts";
import type { ParamValue } from "../../../experiment/fields.ts";
import type { LabQuestion } from "../../recording.ts";
import type { RowShape } from "./layers.ts";

/** Asks for a step of this kind on rows, n × inputs or codes. `given`: the net, and what else the answer takes of the run. */
export function rowsQuestion(
  kind: string,
  params: Readonly<Record<string, ParamValue | undefined>>,
  { columns, image }: RowShape,
  given: Arrays,
  rows: NDArray,
): LabQuestion {
  return { task: { kind, steps: 1, params: { ...params, columns, ...image } }, given: { ...given, rows } };
}
