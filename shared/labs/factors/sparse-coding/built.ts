import type { Arrays, NDArray } from "../../../arrays.ts";

/**
 * A row that was explained (answer to the question "explain": row, inputs; parts, atoms in use × inputs), the sum of its first `used` atoms, and what is left:
 * 3 × inputs.
 */
export function builtFrom({ row, parts }: Arrays, used: number): NDArray<Float64Array> {
  const inputs = row.values.length;
  const built = new Float64Array(3 * inputs);
  for (let i = 0; i < inputs; i++) {
    const sum = used > 0 ? parts.values[(used - 1) * inputs + i] : 0;
    built[i] = row.values[i];
    built[inputs + i] = sum;
    built[2 * inputs + i] = row.values[i] - sum;
  }
  return { shape: [3, inputs], values: built };
}
