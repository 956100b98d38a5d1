import type { GraphKind } from "../../../shared/experiment/document.ts";
import { isEqual } from "../../../shared/experiment/equal.ts";
import type { Field, ParamValue } from "../../../shared/experiment/fields.ts";

/** Whether a field says anything of a graph of this kind (undefined: of other data); one that is set can always be taken back. */
export function hasMeaning(field: Field, value: ParamValue, graph: GraphKind | undefined): boolean {
  if (!field.graphs || graph === undefined || field.graphs.includes(graph)) return true;
  return !isEqual(value, field.default);
}
