/** What convolutions and pooling share: shapes of pictures (height × width × channels) and copies of one with a border of zeros. */
import { place } from "./scratch";
import { floats } from "./vectors";

/** Length of a padded side: what windows reach, at least the picture. */
@inline
export function reach(length: i32, before: i32, kernel: i32, stride: i32, outputs: i32): i32 {
  return max(before + length, (outputs - 1) * stride + kernel);
}

/** A picture of zeros in one of the places. */
export function emptyPicture(which: i32, height: i32, width: i32, channels: i32): usize {
  const bytes = <usize>(height * width * channels) << 2;
  const at = place(which, bytes);
  memory.fill(at, 0, bytes);
  return at;
}

/** Copies a picture into the inside of a padded one (rows `paddedWidth` pixels, `paddedChannels` floats each). What lies outside stays. */
export function copyInside(
  height: i32, width: i32, channels: i32, from: usize, to: usize, top: i32, left: i32, paddedWidth: i32, paddedChannels: i32,
): void {
  for (let row: i32 = 0; row < height; row++) {
    let source = floats(from, row * width * channels);
    let target = floats(to, ((row + top) * paddedWidth + left) * paddedChannels);
    if (channels == paddedChannels) memory.copy(target, source, <usize>(width * channels) << 2);
    else {
      for (let pixel: i32 = 0; pixel < width; pixel++) {
        for (let c: i32 = 0; c < channels; c++) store<f32>(floats(target, c), load<f32>(floats(source, c)));
        source += <usize>channels << 2;
        target += <usize>paddedChannels << 2;
      }
    }
  }
}
