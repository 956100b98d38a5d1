/** Where the bright thing in a picture is: what a camera measures of an object that moves. */

/** Pixels at least this bright belong to something (white is 1). */
const BRIGHT = 0.5;
/** Pixels that something must have: less is noise. */
const LEAST = 3;

/**
 * The middle of the largest patch of bright pixels that touch each other by their sides, weighted by their brightness: [x, y] in pixels from the upper left corner,
 * y downwards. Null where nothing is bright. Pixels: height × width of bytes, or of numbers from 0 to 1.
 */
export function brightest(pixels: ArrayLike<number>, width: number, unit: number): readonly [number, number] | null {
  const seen = new Uint8Array(pixels.length);
  let best: { readonly mass: number; readonly x: number; readonly y: number } | null = null;
  for (let start = 0; start < pixels.length; start++) {
    if (seen[start] || pixels[start] < BRIGHT * unit) continue;
    const patch = patchFrom(pixels, width, unit, start, seen);
    if (patch.count >= LEAST && (best === null || patch.mass > best.mass)) best = patch;
  }
  return best && [best.x / best.mass, best.y / best.mass];
}

function patchFrom(pixels: ArrayLike<number>, width: number, unit: number, start: number, seen: Uint8Array) {
  const open = [start];
  seen[start] = 1;
  const patch = { count: 0, mass: 0, x: 0, y: 0 };
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const column = at % width;
    const light = pixels[at] / unit;
    patch.count++;
    patch.mass += light;
    patch.x += light * (column + 0.5);
    patch.y += light * ((at - column) / width + 0.5);
    const beside = [
      column > 0 ? at - 1 : -1,
      column + 1 < width ? at + 1 : -1,
      at - width,
      at + width < pixels.length ? at + width : -1,
    ];
    for (const next of beside) {
      if (next < 0 || seen[next] || pixels[next] < BRIGHT * unit) continue;
      seen[next] = 1;
      open.push(next);
    }
  }
  return patch;
}
