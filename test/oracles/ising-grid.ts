/** An Ising grid by its definition: every state, no algebra. */
import type { Grid } from "../../shared/kernels/log-z/grid.ts";

/** All 2^n states of n spins, ±1. */
export function spins(n: number): Float64Array[] {
  return Array.from({ length: 2 ** n }, (_, s) => Float64Array.from({ length: n }, (_, i) => ((s >> i) & 1 ? 1 : -1)));
}

/** Pairs of neighbours, each once. */
export function bonds({ columns, rows, ring }: Pick<Grid, "columns" | "rows" | "ring">): [number, number][] {
  const found: [number, number][] = [];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      if (c + 1 < columns) found.push([r * columns + c, r * columns + c + 1]);
      else if (ring) found.push([r * columns + c, r * columns]);
      if (r + 1 < rows) found.push([r * columns + c, (r + 1) * columns + c]);
    }
  return found;
}

export function logModel(grid: Grid, s: Float64Array): number {
  const pairs = bonds(grid).reduce((sum, [i, j]) => sum + s[i] * s[j], 0);
  return grid.coupling * pairs + grid.field * s.reduce((sum, one) => sum + one, 0);
}

export function logZ(grid: Grid): number {
  return Math.log(spins(grid.columns * grid.rows).reduce((sum, s) => sum + Math.exp(logModel(grid, s)), 0));
}
