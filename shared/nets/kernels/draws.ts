/** Random tensors addressed by (key, index): the reference of shared/nets/assembly/draws.ts. */
import { fillUniform32, type Key } from "../../random/index.ts";

export { fillNormal32 as normals, fillUniform32 as uniforms } from "../../random/index.ts";

/** A mask of dropout: 0 where the uniform of the index is below the rate (in [0, 1)), elsewhere 1 / (1 − rate). */
export function dropMask(key: Key, from: number, rate: number, y: Float32Array): void {
  fillUniform32(key, from, y);
  const kept = Math.fround(1 / (1 - rate));
  for (let i = 0; i < y.length; i++) y[i] = y[i] < rate ? 0 : kept;
}
