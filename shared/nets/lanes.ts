/** Sums of rows as four lanes give them, the reference of loops over vectors: entry j belongs to lane j mod 4. */

/** Each lane in ascending order from zero, then (0 + 1) + (2 + 3). */
export function laneSum(n: number, at: (j: number) => number, round: (x: number) => number): number {
  const lanes = [0, 0, 0, 0];
  for (let j = 0; j < n; j++) lanes[j & 3] = round(lanes[j & 3] + at(j));
  return round(round(lanes[0] + lanes[1]) + round(lanes[2] + lanes[3]));
}

/** NaN where one is. */
export function largest(n: number, at: (j: number) => number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < n; j++) most = Math.max(most, at(j));
  return most;
}
