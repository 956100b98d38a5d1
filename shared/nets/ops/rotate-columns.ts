import { apply, type Operation, type Tensor, told } from "../tensor.ts";

interface RotateAttributes {
  /** 1: column j begins at row j; −1: the way back. */
  readonly way: 1 | -1;
}

/** How many rows column j is turned, from 0 to rows − 1. */
const turnOf = (rows: number, j: number, way: 1 | -1) => (way === 1 ? j % rows : (rows - (j % rows)) % rows);

/** Column j of a matrix of samples is turned by j rows: row n of it is that of sample n + j, those past the last row begin again at the first. */
export const rotateColumnsOperation: Operation<RotateAttributes> = {
  name: "rotateColumns",
  shape([x]) {
    if (x.length !== 2) throw new RangeError(`columns of shape ${told(x)} (must be those of a matrix)`);
    return x;
  },
  mixesSamples: ([x]) => x.perSample > 0,
  gradient({ attributes }, dy) {
    const { way } = attributes as RotateAttributes;
    return [apply(rotateColumnsOperation, [dy], { way: way === 1 ? -1 : 1 })];
  },
  scalar({ x: [x], y, shape: [rows, columns], attributes: { way } }) {
    for (let j = 0; j < columns; j++) {
      const turn = turnOf(rows, j, way);
      for (let n = 0; n < rows; n++) y[n * columns + j] = x[((n + turn) % rows) * columns + j];
    }
  },
  wasm(module, { x: [x], y, shape: [rows, columns], attributes: { way } }) {
    return () => {
      for (let j = 0; j < columns; j++) {
        const turn = turnOf(rows, j, way);
        const at = (row: number) => 4 * (row * columns + j);
        module.copyRuns(rows - turn, 1, x + at(turn), columns, y + at(0), columns);
        if (turn > 0) module.copyRuns(turn, 1, x + at(0), columns, y + at(rows - turn), columns);
      }
    };
  },
};

/**
 * Rows that keep the numbers of each column but not which of them go together: column j is turned by j rows. Of samples in random order and no more
 * columns than rows, the numbers of a row come from different samples, as if each were drawn by itself.
 */
export function rotateColumns(x: Tensor): Tensor {
  return apply(rotateColumnsOperation, [x], { way: 1 });
}
