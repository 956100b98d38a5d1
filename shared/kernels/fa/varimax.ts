/**
 * Varimax (Kaiser, "The varimax criterion for analytic rotation in factor analysis", Psychometrika 23, 1958): turns the loadings so that each column
 * depends on few factors. Pairs of factors are rotated in their plane until none gains, with every row first scaled to length 1 (Kaiser's normalisation).
 */
const MAX_SWEEPS = 200;

export interface Rotated {
  readonly loadings: Float64Array;
  /** factors × factors, orthogonal: rotated = loadings · rotation. */
  readonly rotation: Float64Array;
}

/** `loadings`: columns × factors. Factors come back strongest first, the largest loading of each positive. */
export function varimax(loadings: Float64Array, columns: number, factors: number): Rotated {
  const lengths = Float64Array.from({ length: columns }, (_, j) => {
    let sum = 0;
    for (let k = 0; k < factors; k++) sum += loadings[j * factors + k] * loadings[j * factors + k];
    return Math.sqrt(sum);
  });
  const a = loadings.map((value, at) => value / (lengths[Math.floor(at / factors)] || 1));
  const rotation = new Float64Array(factors * factors);
  for (let k = 0; k < factors; k++) rotation[k * factors + k] = 1;
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let turned = false;
    for (let p = 0; p < factors; p++)
      for (let q = p + 1; q < factors; q++) turned = turnPair(a, rotation, factors, p, q) || turned;
    if (!turned) break;
  }
  return inOrder(loadings, rotation, columns, factors);
}

/** Turns factors p and q by the angle that makes the criterion largest (Kaiser's closed form); false when they are already optimal. */
function turnPair(a: Float64Array, rotation: Float64Array, factors: number, p: number, q: number): boolean {
  const columns = a.length / factors;
  let [sumU, sumV, sumDifference, sumProduct] = [0, 0, 0, 0];
  for (let j = 0; j < columns; j++) {
    const [x, y] = [a[j * factors + p], a[j * factors + q]];
    const u = x * x - y * y;
    const v = 2 * x * y;
    sumU += u;
    sumV += v;
    sumDifference += u * u - v * v;
    sumProduct += 2 * u * v;
  }
  const sine = sumProduct - (2 * sumU * sumV) / columns;
  const cosine = sumDifference - (sumU * sumU - sumV * sumV) / columns;
  // The angle is a quarter of that of (cosine, sine): two halvings.
  const size = Math.sqrt(sine * sine + cosine * cosine);
  if (!(Math.abs(sine) > 1e-12 * columns) && cosine >= 0) return false;
  const [c2, s2] = half(cosine / size, sine / size);
  const [c, s] = half(c2, s2);
  if (Math.abs(s) < 1e-12) return false;
  turn(a, factors, p, q, c, s);
  turn(rotation, factors, p, q, c, s);
  return true;
}

/** Cosine and sine of half the angle, within ±90°. */
function half(cosine: number, sine: number): readonly [number, number] {
  const c = Math.sqrt(Math.max(0, (1 + cosine) / 2));
  const s = Math.sqrt(Math.max(0, (1 - cosine) / 2));
  return [c, sine < 0 ? -s : s];
}

function turn(a: Float64Array, factors: number, p: number, q: number, c: number, s: number): void {
  for (let row = 0; row < a.length; row += factors) {
    const [x, y] = [a[row + p], a[row + q]];
    a[row + p] = c * x + s * y;
    a[row + q] = c * y - s * x;
  }
}

function inOrder(loadings: Float64Array, rotation: Float64Array, columns: number, factors: number): Rotated {
  const turned = Array.from({ length: factors }, (_, k) => {
    const column = new Float64Array(columns);
    for (let j = 0; j < columns; j++)
      for (let i = 0; i < factors; i++) column[j] += loadings[j * factors + i] * rotation[i * factors + k];
    const strength = column.reduce((sum, value) => sum + value * value, 0);
    const largest = column.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
    return { k, column, strength, sign: largest < 0 ? -1 : 1 };
  }).sort((x, y) => y.strength - x.strength || x.k - y.k);
  const out = { loadings: new Float64Array(columns * factors), rotation: new Float64Array(factors * factors) };
  turned.forEach(({ k, column, sign }, to) => {
    for (let j = 0; j < columns; j++) out.loadings[j * factors + to] = sign * column[j];
    for (let i = 0; i < factors; i++) out.rotation[i * factors + to] = sign * rotation[i * factors + k];
  });
  return out;
}

/** What varimax maximises: the sum over factors of the variance of squared loadings, rows scaled to length 1. */
export function varimaxCriterion(loadings: Float64Array, columns: number, factors: number): number {
  let total = 0;
  const lengths = Float64Array.from({ length: columns }, (_, j) => {
    let sum = 0;
    for (let k = 0; k < factors; k++) sum += loadings[j * factors + k] * loadings[j * factors + k];
    return sum || 1;
  });
  for (let k = 0; k < factors; k++) {
    let [sum, squares] = [0, 0];
    for (let j = 0; j < columns; j++) {
      const square = (loadings[j * factors + k] * loadings[j * factors + k]) / lengths[j];
      sum += square;
      squares += square * square;
    }
    total += squares / columns - (sum / columns) * (sum / columns);
  }
  return total;
}
