/** The factors that made the pictures, as far as the data know them, and as labels of a part of the rows. */
import type { Table } from "../../../data/table.ts";
import type { Factor } from "../../../kernels/disentanglement/index.ts";

/** Those that vary. A factor that says the class of each row is one of classes, the others are numbers; of data with classes alone, these. */
export function factorsOf({ rows, factors, labels, classes = [] }: Table): readonly Factor[] {
  if (!factors) {
    const values = Float64Array.from(labels ?? []);
    return labels && classes.length > 1 ? [{ name: "class", values, classes: classes.length }] : [];
  }
  const width = factors.names.length;
  return factors.names.flatMap((name, j) => {
    const values = Float64Array.from({ length: rows }, (_, n) => factors.values[n * width + j]);
    if (values.every((value) => value === values[0])) return [];
    const isClass = labels?.every((label, n) => label === values[n]) ?? false;
    return [{ name, values, classes: isClass ? classes.length : 0 }];
  });
}

/** Of these rows alone. */
export function ofRows({ values, ...factor }: Factor, rows: Uint32Array): Factor {
  return { ...factor, values: Float64Array.from(rows, (row) => values[row]) };
}

/** How many numbers say it: a class has one for each. */
export const widthOf = ({ classes }: Pick<Factor, "classes">): number => Math.max(1, classes);

/**
 * What heads learn to predict, rows × numbers: numbers with mean 0 and variance 1 over the training rows, classes one-hot. `known`: 1 for the rows whose
 * labels count, which are evenly spaced among those trained on.
 */
export interface Labels {
  readonly factors: readonly Factor[];
  readonly columns: number;
  readonly values: Float32Array;
  readonly known: Float32Array;
}

export function labelsOf(table: Table, train: Uint32Array, labelled: number): Labels {
  const factors = factorsOf(table);
  const columns = factors.reduce((sum, factor) => sum + widthOf(factor), 0);
  const values = new Float32Array(table.rows * columns);
  let at = 0;
  for (const factor of factors) {
    const { mean, deviation } = momentsOf(ofRows(factor, train).values);
    for (let n = 0; n < table.rows; n++) {
      const value = factor.values[n];
      if (factor.classes > 0) values[n * columns + at + value] = 1;
      else values[n * columns + at] = (value - mean) / deviation;
    }
    at += widthOf(factor);
  }
  const known = new Float32Array(table.rows);
  for (const [i, row] of train.entries()) if (Math.floor((i + 1) * labelled) > Math.floor(i * labelled)) known[row] = 1;
  return { factors, columns, values, known };
}

function momentsOf(values: Float64Array) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length;
  return { mean, deviation: variance > 0 ? Math.sqrt(variance) : 1 };
}
