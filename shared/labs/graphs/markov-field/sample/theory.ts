import { array } from "../../../../arrays.ts";
import { kaufman, onsagerEnergy, yangMagnetisation } from "../../../../kernels/ising/exact.ts";
import { once } from "../../../process.ts";

export interface TheoryParams {
  readonly sizes: readonly number[];
  readonly temperatures: readonly number[];
}

/** Points of the curves. */
const POINTS = 121;

/**
 * What is exact of the Ising model without a field. Output: `lattices`, [sides × temperatures, (energy, heat capacity)] of Kaufman's torus at the run's own
 * temperatures; and curves over `at`: `energy` and `heatCapacity` [sides, points] of each torus, `onsager` and `yang` of the infinite lattice.
 */
export const theory = once<TheoryParams>(({ sizes, temperatures }) => {
  const [low, high] = spanOf(temperatures);
  const at = Float64Array.from({ length: POINTS }, (_, i) => low + (i / (POINTS - 1)) * (high - low));
  const own = sizes.flatMap((side) => temperatures.map((t) => kaufman(side, t)));
  const curves = sizes.flatMap((side) => Array.from(at, (t) => kaufman(side, t)));
  const overSizes = [sizes.length, POINTS];
  return {
    at: array(at),
    lattices: array(Float64Array.from(own.flatMap(({ energy, heatCapacity }) => [energy, heatCapacity])), [
      own.length,
      2,
    ]),
    energy: array(
      Float64Array.from(curves, ({ energy }) => energy),
      overSizes,
    ),
    heatCapacity: array(
      Float64Array.from(curves, ({ heatCapacity }) => heatCapacity),
      overSizes,
    ),
    onsager: array(at.map(onsagerEnergy)),
    yang: array(at.map(yangMagnetisation)),
  };
});

/** From the lowest to the highest; of one temperature its surroundings. */
function spanOf(temperatures: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...temperatures), Math.max(...temperatures)];
  return low < high ? [low, high] : [low * 0.7, high * 1.3];
}
