/** Where in the picture of a net that lies of which a number is made. */
import type { Operation } from "../../../../shared/labs/nets/chain/arithmetic.ts";
import { type Box, cornerOf, mapAndPlace } from "./layout.ts";

export interface Source {
  readonly from: number;
  readonly strength: number;
}

/** What goes into an operation, and how strongly. */
export function sourcesOf(operation: Operation): readonly Source[] {
  switch (operation.kind) {
    case "sum":
      return operation.terms.map(({ from, value, weight }) => ({ from, strength: value * weight }));
    case "largest":
    case "mean":
    case "softmax":
      return operation.parts.map(({ from, value }) => ({ from, strength: value }));
    case "copy":
      return operation.from < 0 ? [] : [{ from: operation.from, strength: 1 }];
    default:
      return [];
  }
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** On each map the least rectangle about the numbers of `parts` that are on it. */
export function windowsOn(box: Box, parts: readonly Pick<Source, "from">[]): readonly Rectangle[] {
  const found = new Map<number, { left: number; top: number; right: number; bottom: number }>();
  for (const { from } of parts) {
    const [map, place] = mapAndPlace(box, from);
    // Red, green and blue are one picture.
    const drawn = box.count === 3 && box.shown === 1 ? 0 : map;
    if (drawn >= box.shown) continue;
    const [x, y] = [place % box.map.width, Math.floor(place / box.map.width)];
    const own = found.get(drawn);
    if (!own) found.set(drawn, { left: x, top: y, right: x, bottom: y });
    else {
      own.left = Math.min(own.left, x);
      own.top = Math.min(own.top, y);
      own.right = Math.max(own.right, x);
      own.bottom = Math.max(own.bottom, y);
    }
  }
  return [...found].map(([map, { left, top, right, bottom }]) => {
    const [x, y] = cornerOf(box, map);
    const { scale } = box;
    return {
      x: x + left * scale,
      y: y + top * scale,
      width: (right - left + 1) * scale,
      height: (bottom - top + 1) * scale,
    };
  });
}
