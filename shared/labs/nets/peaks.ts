/** Where a map of classes over a scene has its objects. */

/** Pixels between two windows of a heat map. */
export const STRIDE = 4;
/** A peak is an object where its share of the class is at least this, averaged with the windows around it. */
const THRESHOLD = 0.5;

export interface Peak {
  readonly label: number;
  /** Middle of the window, in pixels of the scene. */
  readonly y: number;
  readonly x: number;
  readonly score: number;
}

/** Sides of a window, in pixels. */
export interface Window {
  readonly height: number;
  readonly width: number;
}

/** Windows down and across a scene, as far as they lie within it. */
export function windowsIn(extent: number, window: number): number {
  return extent < window ? 0 : Math.floor((extent - window) / STRIDE) + 1;
}

/** Mean of each cell of a plane and its neighbours, as many as there are. */
function smoothed(plane: Float32Array, rows: number, columns: number): Float32Array {
  return plane.map((_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    let sum = 0;
    let cells = 0;
    for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++)
      for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
        sum += plane[y * columns + x];
        cells++;
      }
    return sum / cells;
  });
}

/**
 * Objects, the surest first: the highest cell of the smoothed maps of all classes but `background`, then the highest that is at least ¾ of a window's shorter side away from
 * all before, while they reach the threshold. `maps`: classes × rows × columns.
 */
export function peaksOf(
  maps: Float32Array,
  {
    rows,
    columns,
    window,
    background,
  }: { readonly rows: number; readonly columns: number; readonly window: Window; readonly background: number },
): readonly Peak[] {
  const area = rows * columns;
  const cells: Peak[] = [];
  for (let label = 0; label < maps.length / area; label++) {
    if (label === background) continue;
    for (const [at, score] of smoothed(maps.subarray(label * area, (label + 1) * area), rows, columns).entries()) {
      const y = Math.floor(at / columns) * STRIDE + window.height / 2;
      const x = (at % columns) * STRIDE + window.width / 2;
      if (score >= THRESHOLD) cells.push({ label, y, x, score });
    }
  }
  const apart = 0.75 * Math.min(window.height, window.width);
  const found: Peak[] = [];
  for (const cell of cells.toSorted((a, b) => b.score - a.score)) {
    const isNear = found.some(({ y, x }) => (y - cell.y) ** 2 + (x - cell.x) ** 2 < apart ** 2);
    if (!isNear) found.push(cell);
  }
  return found;
}

export interface Thing {
  readonly label: number;
  readonly y: number;
  readonly x: number;
}

/** How many things have a peak of their class within `reach` pixels that no other thing has taken. */
export function matched(things: readonly Thing[], peaks: readonly Peak[], reach: number): number {
  const free = new Set(peaks);
  let count = 0;
  for (const thing of things) {
    const near = [...free].find(
      ({ label, y, x }) => label === thing.label && (y - thing.y) ** 2 + (x - thing.x) ** 2 <= reach * reach,
    );
    if (near === undefined) continue;
    free.delete(near);
    count++;
  }
  return count;
}
