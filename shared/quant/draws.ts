import { foldIn, keyOfSeed, normal } from "../random/index.ts";

/** Standard normals, count × width, that samples of a seed are made of. Row i does not depend on `count`. */
export function standardCodes(seed: number, count: number, width: number): Float64Array {
  const values = new Float64Array(count * width);
  for (let n = 0; n < count; n++) {
    const key = foldIn(keyOfSeed(seed), n);
    for (let i = 0; i < width; i++) values[n * width + i] = normal(key, i);
  }
  return values;
}
