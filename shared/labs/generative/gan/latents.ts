/** Where samples begin. */
import { fillNormal32 } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";

/** Of those that are drawn while the nets learn: the same at every look, so that each point and picture is seen to move. */
const SAME: Key = [0x6a11, 0];

/** Latent numbers, rows × latent: normal. */
export function latents(rows: number, latent: number, key: Key = SAME): Float32Array {
  const z = new Float32Array(rows * latent);
  fillNormal32(key, 0, z);
  return z;
}
