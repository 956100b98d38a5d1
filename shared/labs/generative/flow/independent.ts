/** What pictures cost where every pixel is told by itself, by how often it had each byte: what a flow must do better than. */
import { log } from "../../../math/elementary.ts";

/** Added to the count of each byte (Krichevsky & Trofimov 1981). */
const PSEUDO = 0.5;

interface Rows {
  /** Rows × columns, bytes. */
  readonly values: ArrayLike<number>;
  readonly columns: number;
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/** Mean over held-out rows of −log of the probability of their bytes, in nats, columns independent, by the counts of the rows that are learnt from. */
export function independentNll({ values, columns, train, test }: Rows): number {
  const counts = new Float64Array(256);
  let sum = 0;
  for (let c = 0; c < columns; c++) {
    counts.fill(PSEUDO);
    for (const row of train) counts[values[row * columns + c]]++;
    const logs = counts.map((count) => -log(count / (train.length + 256 * PSEUDO)));
    for (const row of test) sum += logs[values[row * columns + c]];
  }
  return sum / test.length;
}
