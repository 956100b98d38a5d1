import fc from "fast-check";
import { expect, test } from "vitest";
import { type Box, panned, zoomed } from "../../../client/views/zoom.ts";

const full: Box = { x: [-2, 6], y: [10, 20] };

test("zooming in keeps the point under the pointer where it is, and zooming out as far gives everything back", () => {
  const seen = zoomed(full, full, [0.25, 0.5], 2);
  expect(seen).toEqual({ x: [-1, 3], y: [12.5, 17.5] });
  expect(zoomed(full, seen ?? full, [0.9, 0.1], 0.5)).toBeNull();
});

test("whatever is done, what is seen lies within the plane and is no smaller than 1/64 of it", () => {
  const step = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(fc.array(fc.tuple(step, fc.double({ min: 0.1, max: 10, noNaN: true })), { maxLength: 30 }), (steps) => {
      let seen: Box | null = null;
      for (const [at, factor] of steps) seen = zoomed(full, seen ?? full, at, factor);
      for (const axis of ["x", "y"] as const) {
        const [[low, high], [least, most]] = [(seen ?? full)[axis], full[axis]];
        expect(low).toBeGreaterThanOrEqual(least);
        expect(high).toBeLessThanOrEqual(most + 1e-9);
        expect(high - low).toBeGreaterThanOrEqual((most - least) / 64 - 1e-9);
      }
    }),
  );
});

test("dragging moves what is seen with the pointer, as far as the plane reaches", () => {
  const seen: Box = { x: [0, 4], y: [12, 17] };
  expect(panned(full, seen, [0.25, -0.2])).toEqual({ x: [-1, 3], y: [13, 18] });
  expect(panned(full, seen, [5, -5])).toEqual({ x: [-2, 2], y: [15, 20] });
});
