/**
 * The long loops of the diagnostics of Markov chains: order, rank-normalised scores, sums over lags, indicators. Scalar reference: shared/stats, with the
 * same bits. The loader is shared/stats/wasm.ts; one set of chains at a time.
 */
import * as draws from "./draws";
import { setUpFold } from "./fold";
import { forgetTable, setUpScores } from "./scores";
import { setUpSort } from "./sort";
import { setUpTransform } from "./transform";

export { columns, counts, means, ones, room, squares, sums, touch, words } from "./draws";
export { fold } from "./fold";
export { countPairs, squareAll, squareAndMark } from "./indicator";
export { fillTable, filled, placeAll, score } from "./scores";
export { lagged } from "./series";
export { sort, total, valueAt } from "./sort";
export { addPower, addPowerOfMarks, clearPower, cosines, points, power, sines, transformPower } from "./transform";

/** Room for `columns` columns of `chains` chains of `length` draws, which is even, in place of those before; whether there is as much memory. */
export function setUp(chains: i32, length: i32, columns: i32): bool {
  if (chains != draws.chains || length != 2 * draws.half) forgetTable();
  draws.release();
  draws.setUp(chains, length);
  setUpSort();
  setUpScores();
  setUpFold();
  setUpTransform();
  draws.setUpColumns(columns);
  return draws.fits();
}
