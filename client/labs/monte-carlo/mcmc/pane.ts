import type { Range } from "../../parts/axes.ts";
import { boxOf } from "./planar.ts";

/** What the plane of a target shows. */
export interface Pane {
  readonly x: Range;
  readonly y: Range;
  readonly names: readonly [string, string];
  /** Where a state of a chain lies in it: chains walk in unconstrained coordinates. */
  place(x: number, y: number): readonly [number, number];
}

/** Of a target of the gallery. */
export function paneOf(target: string): Pane {
  return { ...boxOf(target), names: ["x", "y"], place: (x, y) => [x, y] };
}
