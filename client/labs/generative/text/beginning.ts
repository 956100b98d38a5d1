import type { NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { DataRef } from "../../../../shared/experiment/experiment.ts";
import { unknownIn } from "./unknown.tsx";

/** Characters of a text that are asked about first. */
const ASKED = 12;
/** Where a line is looked for that begins with something. */
const LOOKED_AT = 2000;

/**
 * What a reader finds typed: `offered`, where it is in the letters of a text that was generated; of other texts the beginning of the first line, since they may be in any
 * language. Empty where there are none.
 */
export function beginningIn(
  offered: string,
  { ref, data, signs }: { readonly ref: DataRef; readonly data: Table | null; readonly signs: NDArray | undefined },
): string {
  if (!signs) return offered;
  if (ref && "generator" in ref && unknownIn(offered, signs).length === 0) return offered;
  const [line = ""] = data?.texts?.[0]?.slice(0, LOOKED_AT).match(/\S[^\r\n]*/) ?? [];
  return Array.from(line).slice(0, ASKED).join("");
}
