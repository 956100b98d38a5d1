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

/** The size of the upright picture, and where in it the stored pixel (x, y) goes: base + x · dx + y · dy. */
export interface Placement {
  readonly width: number;
  readonly height: number;
  readonly base: number;
  readonly dx: number;
  readonly dy: number;
}

/** How the picture was taken: mirrored, turned or both. `width` × `height` pixels are stored. */
export function placementOf(orientation: number, width: number, height: number): Placement {
  const [right, bottom] = [width - 1, height - 1];
  const lying = { width, height };
  const turned = { width: height, height: width };
  switch (orientation) {
    case 2:
      return { ...lying, base: right, dx: -1, dy: width };
    case 3:
      return { ...lying, base: bottom * width + right, dx: -1, dy: -width };
    case 4:
      return { ...lying, base: bottom * width, dx: 1, dy: -width };
    case 5:
      return { ...turned, base: 0, dx: height, dy: 1 };
    case 6:
      return { ...turned, base: bottom, dx: height, dy: -1 };
    case 7:
      return { ...turned, base: right * height + bottom, dx: -height, dy: -1 };
    case 8:
      return { ...turned, base: right * height, dx: -height, dy: 1 };
    default:
      return { ...lying, base: 0, dx: 1, dy: width };
  }
}
