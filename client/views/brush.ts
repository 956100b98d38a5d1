/** Painting with a soft round brush into a small picture of values in [0, 1]. */

export interface BrushPicture {
  readonly width: number;
  readonly height: number;
  /** height × width, row-major, in [0, 1]. */
  readonly values: Float32Array;
}

/** A copy with one dab at (x, y) in pixel coordinates: full ink within half a radius, none beyond it. `ink` 0 erases. */
export function dab(picture: BrushPicture, x: number, y: number, radius: number, ink: 0 | 1): BrushPicture {
  const values = picture.values.slice();
  for (let row = 0; row < picture.height; row++) {
    for (let column = 0; column < picture.width; column++) {
      const distance = Math.hypot(column + 0.5 - x, row + 0.5 - y);
      const strength = Math.min(1, Math.max(0, 2 - (2 * distance) / radius));
      const i = row * picture.width + column;
      values[i] = ink === 1 ? Math.max(values[i], strength) : Math.min(values[i], 1 - strength);
    }
  }
  return { ...picture, values };
}

/** Dabs along the path from one point to another, close enough to make a stroke. */
export function stroke(
  picture: BrushPicture,
  from: readonly [number, number],
  to: readonly [number, number],
  radius: number,
  ink: 0 | 1,
): BrushPicture {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const steps = Math.max(1, Math.ceil(length / (radius / 3)));
  let drawn = picture;
  for (let s = 1; s <= steps; s++) {
    drawn = dab(
      drawn,
      from[0] + ((to[0] - from[0]) * s) / steps,
      from[1] + ((to[1] - from[1]) * s) / steps,
      radius,
      ink,
    );
  }
  return drawn;
}

export function blank(width: number, height: number): BrushPicture {
  return { width, height, values: new Float32Array(width * height) };
}
