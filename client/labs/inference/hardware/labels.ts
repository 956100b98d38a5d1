/** Where the number beside a dot is written, so that it hits no other. */

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** From the dot's middle to the label's, in pixels, in the order in which they are tried. */
const SIDES: readonly Spot[] = [
  { x: 13, y: 0 },
  { x: -13, y: 0 },
  { x: 0, y: -14 },
  { x: 0, y: 14 },
  { x: 11, y: -11 },
  { x: -11, y: 11 },
  { x: -11, y: -11 },
  { x: 11, y: 11 },
];
/** Half the sides of a number of one or two digits, and of a dot. */
const LABEL = { x: 7, y: 6 };
const DOT = 5;

const overlap = (a: Spot, b: Spot, x: number, y: number) =>
  Math.max(0, x - Math.abs(a.x - b.x)) * Math.max(0, y - Math.abs(a.y - b.y));

/** The middle of each dot's label: on the side that covers least of other dots and of labels before it; of equal ones the first. */
export function labelSpots(dots: readonly Spot[]): readonly Spot[] {
  const placed: Spot[] = [];
  for (const dot of dots) {
    const cost = (spot: Spot) =>
      dots.reduce((sum, other) => sum + (other === dot ? 0 : overlap(spot, other, LABEL.x + DOT, LABEL.y + DOT)), 0) +
      placed.reduce((sum, other) => sum + overlap(spot, other, 2 * LABEL.x, 2 * LABEL.y), 0);
    let best = { x: dot.x + SIDES[0].x, y: dot.y + SIDES[0].y };
    for (const side of SIDES) {
      const spot = { x: dot.x + side.x, y: dot.y + side.y };
      if (cost(spot) < cost(best)) best = spot;
    }
    placed.push(best);
  }
  return placed;
}
