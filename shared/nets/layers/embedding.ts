import { type Initial, parameter } from "../leaves.ts";
import { gather } from "../ops/gather.ts";
import type { Tensor } from "../tensor.ts";
import { checkUnits, inLayer } from "./layer.ts";

/**
 * A learnt vector for each of `kinds` things, by their numbers 0…kinds − 1 (as floats, of any shape): shape × units. `<name>.weights`: kinds × units,
 * normal with a standard deviation of 1/√units where nothing else is said, so that vectors begin about 1 long.
 */
export function embeddingLayer(
  name: string,
  indexes: Tensor,
  kinds: number,
  units: number,
  initial: Initial = { kind: "normal", deviation: 1 / Math.sqrt(units) },
): Tensor {
  return inLayer(name, () => {
    checkUnits("kinds", kinds);
    checkUnits("units", units);
    return gather(parameter(`${name}.weights`, [kinds, units], initial), indexes);
  });
}
