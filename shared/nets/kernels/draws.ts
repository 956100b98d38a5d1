/** Random tensors addressed by (key, index): the reference of shared/nets/assembly/draws.ts. */
import { type Key, uniform32 } from "../../random/index.ts";
import type { Floats } from "../tensor.ts";
import type { Round } from "./tree.ts";

export { fillNormal32 as normals, fillUniform32 as uniforms } from "../../random/index.ts";

/** A mask of dropout: 0 where the uniform of the index is below the rate (in [0, 1)), elsewhere 1 / (1 − rate). */
export function dropMask(key: Key, from: number, rate: number, y: Floats, round: Round = Math.fround): void {
  const kept = round(1 / (1 - rate));
  for (let i = 0; i < y.length; i++) y[i] = uniform32(key, from + i) < rate ? 0 : kept;
}
