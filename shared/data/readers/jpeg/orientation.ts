import type { DecodedPicture } from "../picture.ts";

/** Tag of the orientation (Exif 2.32, 4.6.5.1.6). */
const ORIENTATION = 0x0112;

/** How a camera was held, 1 to 8: from the Exif part of a JPEG; 1 where it does not say. */
export function orientationOf(exif: Uint8Array | undefined): number {
  if (!exif || exif.length < 14 || String.fromCharCode(...exif.subarray(0, 6)) !== "Exif\0\0") return 1;
  const tiff = new DataView(exif.buffer, exif.byteOffset + 6, exif.length - 6);
  const little = tiff.getUint16(0) === 0x4949;
  const start = tiff.getUint32(4, little);
  if (start + 2 > tiff.byteLength) return 1;
  const entries = tiff.getUint16(start, little);
  for (let i = 0, at = start + 2; i < entries && at + 12 <= tiff.byteLength; i++, at += 12) {
    if (tiff.getUint16(at, little) !== ORIENTATION) continue;
    const value = tiff.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** The picture as it was taken: mirrored, turned or both. */
export function turned(picture: DecodedPicture, orientation: number): DecodedPicture {
  if (orientation === 1) return picture;
  const { width, height, channels, values } = picture;
  const transposes = orientation >= 5;
  const [w, h] = transposes ? [height, width] : [width, height];
  const out = new Uint8Array(values.length);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const [u, v] = source(orientation, x, y, width, height);
      for (let c = 0; c < channels; c++) out[(y * w + x) * channels + c] = values[(v * width + u) * channels + c];
    }
  }
  return { width: w, height: h, channels, values: out };
}

/** Where the pixel (x, y) of the upright picture is stored. */
function source(orientation: number, x: number, y: number, width: number, height: number): readonly [number, number] {
  const [right, bottom] = [width - 1, height - 1];
  switch (orientation) {
    case 2:
      return [right - x, y];
    case 3:
      return [right - x, bottom - y];
    case 4:
      return [x, bottom - y];
    case 5:
      return [y, x];
    case 6:
      return [y, bottom - x];
    case 7:
      return [right - y, bottom - x];
    default:
      return [right - y, x];
  }
}
