import type { Tensor } from "../tensor.ts";
import { reshape } from "./reshape.ts";
import { broadcastTo } from "./sum.ts";
import { checkPictures, pairOf } from "./windows.ts";

/** Each pixel of pictures (samples × height × width × channels) repeated to a block of `factor` rows and columns: nearest neighbour. */
export function upsample2d(x: Tensor, factor: number | readonly [number, number]): Tensor {
  checkPictures("upsample2d", x.shape);
  const [down, right] = pairOf("factor", factor);
  const [samples, height, width, channels] = x.shape;
  const wide = repeated(x, samples * height * width, right, channels);
  const high = repeated(wide, samples * height, down, width * right * channels);
  return reshape(high, [samples, height * down, width * right, channels], x.perSample);
}

/** Runs of so many numbers, each repeated. */
function repeated(x: Tensor, runs: number, times: number, length: number): Tensor {
  if (times === 1) return x;
  const single = reshape(x, [runs, 1, length]);
  return broadcastTo(single, { shape: [runs, times, length], perSample: single.perSample });
}
