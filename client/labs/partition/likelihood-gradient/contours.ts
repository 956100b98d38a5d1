/** Lines of equal height over a grid, as segments: marching squares. */

/** A segment in units of cells, from the centre of the first cell: x0, y0, x1, y1. */
export type Segment = readonly [number, number, number, number];

/** `values`: rows × columns. Squares with a corner that is not finite have none. */
export function contour(values: ArrayLike<number>, columns: number, rows: number, level: number): Segment[] {
  const segments: Segment[] = [];
  for (let y = 0; y + 1 < rows; y++)
    for (let x = 0; x + 1 < columns; x++) {
      const corners = [
        [x, y],
        [x + 1, y],
        [x + 1, y + 1],
        [x, y + 1],
      ].map(([cx, cy]) => ({ x: cx, y: cy, value: values[cy * columns + cx] - level }));
      if (!corners.every(({ value }) => Number.isFinite(value))) continue;
      const crossings = corners.flatMap((from, c): [number, number][] => {
        const to = corners[(c + 1) % 4];
        if (from.value < 0 === to.value < 0) return [];
        const share = from.value / (from.value - to.value);
        return [[from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)]];
      });
      for (let c = 0; c + 1 < crossings.length; c += 2) segments.push([...crossings[c], ...crossings[c + 1]]);
    }
  return segments;
}
