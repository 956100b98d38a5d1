/** Ways between two places of a latent space whose numbers are standard normal. */
import { array, type NDArray } from "../../../arrays.ts";
import { cosTurns, sinTurns } from "../../../math/elementary.ts";

/** Stops of a way between two places of the latent space, from one to the other. */
export const STOPS = 9;

/** The way from one latent place to another along an arc, so that no stop is nearer to the middle than normal numbers are: STOPS × latent. */
export function wayBetween(from: ArrayLike<number>, to: ArrayLike<number>): NDArray<Float32Array> {
  const latent = from.length;
  const out = new Float32Array(STOPS * latent);
  for (let s = 0; s < STOPS; s++) out.set(between(from, to, s / (STOPS - 1)), s * latent);
  return array(out, [STOPS, latent]);
}

/** The place at a share of that way: cos(πs/2)·from + sin(πs/2)·to, whose lengths are as long as those of its ends where these are independent. */
export function between(from: ArrayLike<number>, to: ArrayLike<number>, share: number): Float32Array {
  const [a, b] = [cosTurns(share / 4), sinTurns(share / 4)];
  return Float32Array.from(from, (x, i) => a * x + b * to[i]);
}
