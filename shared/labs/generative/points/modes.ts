/** Which of the groups that the data come in a sample reaches. */

export interface Modes {
  /** Of each mode, the rows of the sample that are its own. */
  readonly counts: Float64Array;
  /** Modes that have at least a tenth of an equal share. */
  readonly covered: number;
  /** Share of the rows that belong to some mode. */
  readonly good: number;
}

/** Rows that count for a mode lie within so many deviations of its centre (Srivastava et al. 2017). */
const REACH = 3;
/** The part of an equal share of the rows from which on a mode is covered: single stray rows do not cover one. */
const SHARE = 0.1;

function modesOf(counts: Float64Array, rows: number): Modes {
  const least = Math.max(1, (SHARE * rows) / counts.length);
  return {
    counts,
    covered: counts.filter((count) => count >= least).length,
    good: counts.reduce((sum, count) => sum + count, 0) / Math.max(1, rows),
  };
}

/** Of points of the plane, x, y, x, y, …: Gaussians about these centres (k × 2), of one deviation. */
export function modesOfGaussians(
  points: ArrayLike<number>,
  { centres, deviation }: { readonly centres: ArrayLike<number>; readonly deviation: number },
): Modes {
  const rows = points.length / 2;
  const counts = new Float64Array(centres.length / 2);
  for (let n = 0; n < rows; n++) {
    const { nearest, square } = nearestOf(points, n, centres, 2);
    if (square <= (REACH * deviation) ** 2) counts[nearest]++;
  }
  return modesOf(counts, rows);
}

/** Rows whose class is known, rows × columns. */
export interface LabelledRows {
  readonly rows: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
  readonly classes: number;
}

/** Of rows in classes: each row of the sample belongs to the class of the nearest known one, whatever its distance. */
export function modesOfClasses(
  sample: ArrayLike<number>,
  { rows, labels, classes }: LabelledRows,
  columns: number,
): Modes {
  const length = sample.length / columns;
  const counts = new Float64Array(classes);
  for (let n = 0; n < length; n++) counts[labels[nearestOf(sample, n, rows, columns).nearest]]++;
  return modesOf(counts, length);
}

/** What is known of the groups of some data: rows × columns, in the units in which samples are given. */
export interface Grouped {
  readonly columns: number;
  readonly gaussians?: { readonly centres: ArrayLike<number>; readonly deviation: number };
  readonly known?: LabelledRows;
}

/** What tells the modes of rows of a sample; undefined where the data come in no groups that are known. */
export function modesIn({ columns, gaussians, known }: Grouped): ((sample: ArrayLike<number>) => Modes) | undefined {
  if (gaussians) return (sample) => modesOfGaussians(sample, gaussians);
  return known && ((sample) => modesOfClasses(sample, known, columns));
}

function nearestOf(sample: ArrayLike<number>, n: number, rows: ArrayLike<number>, columns: number) {
  let [nearest, square] = [0, Number.POSITIVE_INFINITY];
  for (let j = 0; j < rows.length / columns; j++) {
    let sum = 0;
    for (let c = 0; c < columns && sum < square; c++) sum += (sample[n * columns + c] - rows[j * columns + c]) ** 2;
    if (sum < square) [nearest, square] = [j, sum];
  }
  return { nearest, square };
}
