import { describe, expect, test } from "vitest";
import {
  blankCanvas,
  bytesInto,
  ellipse,
  type Frame,
  fill,
  grown,
  line,
  placed,
  polygon,
  type Shape,
} from "../../../shared/data/generators/painting.ts";

const TURN = 0.4;
const frame: Frame = { x: 20.3, y: 19.6, scale: 5, cos: Math.cos(TURN), sin: Math.sin(TURN), flip: -1 };

/** Pixels that a shape covers, edges in part. */
function areaOf(shape: Shape, brush: Parameters<typeof fill>[3] = {}): number {
  const canvas = blankCanvas(40, 40);
  fill(canvas, shape, [1, 1, 1], brush);
  return canvas.pixels.reduce((sum, value) => sum + value, 0) / 3;
}

describe("painting by distance", () => {
  // The sum over pixels of clamp(1/2 − d) is the area up to the curvature of edges: below 2 % at these sizes.
  test.each<[string, Shape, number]>([
    ["a circle", ellipse(frame, 0.2, -0.1, 2, 2), Math.PI * 100],
    ["an ellipse", ellipse(frame, 0.2, -0.1, 2, 1.2), Math.PI * 60],
    [
      "a triangle",
      polygon(frame, [
        [-2, -1],
        [2, -1],
        [0, 2],
      ]),
      150,
    ],
    [
      "a rounded square",
      polygon(
        frame,
        [
          [-1, -1],
          [1, -1],
          [1, 1],
          [-1, 1],
        ],
        0.5,
      ),
      (4 + 4 + Math.PI / 4) * 25,
    ],
    [
      "a straight line",
      line(
        frame,
        [
          [-2, 0],
          [2, 0],
        ],
        0.8,
        1,
      ),
      80 + Math.PI * 4,
    ],
    ["a grown circle", grown(ellipse(frame, 0, 0, 2, 2), 2), Math.PI * 144],
  ])("covers the area of %s", (_, shape, area) => {
    expect(Math.abs(areaOf(shape) / area - 1)).toBeLessThan(0.02);
    expect(areaOf(shape, { opacity: 0.25 })).toBeCloseTo(areaOf(shape) / 4, 9);
  });

  test("nothing is painted outside of `within`, nor outside of the canvas", () => {
    const small = ellipse(frame, 0, 0, 1, 1);
    expect(areaOf(ellipse(frame, 0, 0, 3, 3), { within: small })).toBeCloseTo(areaOf(small), 9);
    expect(areaOf(ellipse({ ...frame, x: -30 }, 0, 0, 3, 3))).toBe(0);
    const half = areaOf(ellipse({ ...frame, x: 0 }, 0, 0, 2, 2));
    expect(Math.abs(half / (Math.PI * 50) - 1)).toBeLessThan(0.02);
  });

  test("frames turn clockwise, mirror and scale; colours become bytes", () => {
    const [x, y] = placed(frame, 1, 0);
    expect(Math.hypot(x - frame.x, y - frame.y)).toBeCloseTo(5, 12);
    expect(x).toBeCloseTo(frame.x - 5 * Math.cos(TURN), 12);
    expect(y).toBeCloseTo(frame.y - 5 * Math.sin(TURN), 12);
    const bytes = new Uint8Array(3);
    bytesInto(bytes, { width: 1, height: 1, pixels: Float64Array.of(-0.2, 0.5, 1.3) });
    expect([...bytes]).toEqual([0, 128, 255]);
  });
});
