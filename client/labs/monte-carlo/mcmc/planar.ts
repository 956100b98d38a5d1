import type { Range } from "../../parts/axes.ts";

/** The part of the plane where nearly all of the target lies. */
const boxes: Partial<Record<string, { readonly x: Range; readonly y: Range }>> = {
  gaussian: { x: [-3.6, 3.6], y: [-3.6, 3.6] },
  banana: { x: [-3.6, 3.6], y: [-2.4, 6.6] },
  donut: { x: [-3.8, 3.8], y: [-3.8, 3.8] },
  mixture: { x: [-5, 5], y: [-4, 6] },
  funnel: { x: [-16, 16], y: [-9, 9] },
  squiggle: { x: [-5, 5], y: [-4, 4] },
};

export function isPlanar(target: string): boolean {
  return target in boxes;
}

/** A target that has none is shown around the origin. */
export function boxOf(target: string): { readonly x: Range; readonly y: Range } {
  return boxes[target] ?? { x: [-4, 4], y: [-4, 4] };
}
