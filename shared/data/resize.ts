import type { DecodedPicture } from "./readers/picture.ts";

/**
 * The largest square about the middle of a picture (an odd rest loses its pixel at the right or at the bottom), at side × side pixels: each is the mean of
 * the area that it covers, pixels cut by its edge counting in part. All sums are whole numbers and the mean is rounded half up, so every machine
 * gives the same bytes. A smaller picture is enlarged by the same rule.
 */
export function squared({ width, height, channels, values }: DecodedPicture, side: number): DecodedPicture {
  const from = Math.min(width, height);
  const left = Math.floor((width - from) / 2);
  const top = Math.floor((height - from) / 2);
  const shares = sharesOf(from, side);
  const out = new Uint8Array(side * side * channels);
  // In units of (1/side)² of a pixel: at most 255·from², far below 2^53.
  const area = from * from;
  for (let y = 0, at = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      for (let k = 0; k < channels; k++, at++) {
        let sum = 0;
        for (const { at: row, share: high } of shares[y])
          for (const { at: column, share: wide } of shares[x])
            sum += high * wide * values[((top + row) * width + left + column) * channels + k];
        out[at] = Math.floor((2 * sum + area) / (2 * area));
      }
  return { width: side, height: side, channels, values: out };
}

interface Share {
  readonly at: number;
  /** How much of it is covered, in units of 1/side. */
  readonly share: number;
}

/** Of `side` equal pieces of a line of `from` pixels: which pixels each covers, and how much of them. */
function sharesOf(from: number, side: number): readonly (readonly Share[])[] {
  return Array.from({ length: side }, (_, piece) => {
    // Lengths times side: a piece covers [piece·from, (piece + 1)·from), a pixel [at·side, (at + 1)·side).
    const [start, end] = [piece * from, (piece + 1) * from];
    const first = Math.floor(start / side);
    const count = Math.ceil(end / side) - first;
    return Array.from({ length: count }, (__, i) => {
      const at = first + i;
      return { at, share: Math.min(end, (at + 1) * side) - Math.max(start, at * side) };
    });
  });
}

/** Colour as brightness (Rec. 601, in thousandths, rounded half up), grey as three equal channels, or as it is. */
export function withChannels(picture: DecodedPicture, channels: 1 | 3): DecodedPicture {
  const { values } = picture;
  if (picture.channels === channels) return picture;
  const pixels = picture.width * picture.height;
  if (channels === 3)
    return {
      ...picture,
      channels,
      values: Uint8Array.from({ length: 3 * pixels }, (_, i) => values[Math.floor(i / 3)]),
    };
  const grey = Uint8Array.from({ length: pixels }, (_, i) =>
    Math.floor((299 * values[3 * i] + 587 * values[3 * i + 1] + 114 * values[3 * i + 2] + 500) / 1000),
  );
  return { ...picture, channels, values: grey };
}

/** A whole picture at width × height pixels, by the rule of `squared`: each the mean of the area that it covers. */
export function fitted(picture: DecodedPicture, width: number, height: number): DecodedPicture {
  const { channels, values } = picture;
  const [across, down] = [sharesOf(picture.width, width), sharesOf(picture.height, height)];
  const out = new Uint8Array(width * height * channels);
  // In units of 1/(width·height) of a pixel.
  const area = picture.width * picture.height;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let k = 0; k < channels; k++, at++) {
        let sum = 0;
        for (const { at: row, share: high } of down[y])
          for (const { at: column, share: wide } of across[x])
            sum += high * wide * values[(row * picture.width + column) * channels + k];
        out[at] = Math.floor((2 * sum + area) / (2 * area));
      }
  return { width, height, channels, values: out };
}
