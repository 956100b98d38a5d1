import { type Arrays, array } from "../shared/arrays.ts";
import type { ClaimedArray } from "../shared/publication/claimed.ts";

const kinds = { float32: Float32Array, float64: Float64Array, int32: Int32Array, uint8: Uint8Array };

/** The arrays of a result file as a run has them. */
export function typed(arrays: Readonly<Record<string, ClaimedArray>>): Arrays {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, { shape, type, values }]) => {
      const Kind = kinds[type as keyof typeof kinds];
      return [name, array(Kind.from(Array.from(values, (value) => value ?? Number.NaN)), shape)];
    }),
  );
}
