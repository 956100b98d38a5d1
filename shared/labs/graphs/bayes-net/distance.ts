/** How far an estimate is from the exact answer: total variation, ½ Σ |p̂ − p|, of each node that is not known for certain. */
export interface Distances {
  readonly mean: number;
  readonly max: number;
}

/** Zero where all nodes are known. `offsets`: where the states of each node begin. */
export function distances(
  estimate: ArrayLike<number>,
  exact: ArrayLike<number>,
  offsets: ArrayLike<number>,
): Distances {
  let [sum, max, count] = [0, 0, 0];
  for (let v = 0; v + 1 < offsets.length; v++) {
    let [off, most] = [0, 0];
    for (let s = offsets[v]; s < offsets[v + 1]; s++) {
      off += Math.abs(estimate[s] - exact[s]) / 2;
      most = Math.max(most, exact[s]);
    }
    if (most === 1) continue;
    count++;
    sum += off;
    max = Math.max(max, off);
  }
  return { mean: count > 0 ? sum / count : 0, max };
}

/** √(2/π): what a normal number with deviation 1 is on average, without its sign. */
const MEAN_OFF = Math.sqrt(2 / Math.PI);

/** The mean distance to be expected of an estimate with these standard errors. */
export function expectedDistance(errors: ArrayLike<number>, offsets: ArrayLike<number>): number {
  let [sum, count] = [0, 0];
  for (let v = 0; v + 1 < offsets.length; v++) {
    let off = 0;
    for (let s = offsets[v]; s < offsets[v + 1]; s++) off += (errors[s] * MEAN_OFF) / 2;
    if (off === 0) continue;
    count++;
    sum += off;
  }
  return count > 0 ? sum / count : 0;
}
