// Weights of states by their energies.
import { expd2, expOfOrdinaryd2, isExtremed2 } from "../../../math/assembly/elementary2";

const LARGEST_LOG_WEIGHT: f64 = 700;

/** exp(H₀ − H) of two energies. */
export function weightsOf(initialEnergy: f64, energy: f64, secondEnergy: f64): v128 {
  const gained = f64x2.sub(f64x2.splat(initialEnergy), f64x2.replace_lane(f64x2.splat(energy), 1, secondEnergy));
  const logs = f64x2.pmin(gained, f64x2.splat(LARGEST_LOG_WEIGHT));
  return isExtremed2(logs) ? expd2(logs) : expOfOrdinaryd2(logs);
}
