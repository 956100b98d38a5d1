/** Painting by distance: each pixel takes as much of a colour as its centre lies within a shape, which makes edges smooth. */

import { fillWords } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";

/** Red, green and blue from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number];
export type Point = readonly [x: number, y: number];

/** A picture under the brush: height × width × 3 in row-major order, from 0 to 1. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly pixels: Float64Array;
}

/** Where a figure stands: its origin and its unit of length in pixels, turned clockwise; `flip` −1 mirrors it. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly cos: number;
  readonly sin: number;
  readonly flip: 1 | -1;
}

/**
 * A region in pixels: its signed distance in pixels (negative within), nearly exact at its edge and never more than the true one outside, and a
 * box around it.
 */
export interface Shape {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  distance(x: number, y: number): number;
}

export function blankCanvas(width: number, height: number): Canvas {
  return { width, height, pixels: new Float64Array(3 * width * height) };
}

/** From the figure's coordinates to pixels. */
export function placed({ x, y, scale, cos, sin, flip }: Frame, u: number, v: number): Point {
  const [right, down] = [flip * scale * u, scale * v];
  return [x + cos * right - sin * down, y + sin * right + cos * down];
}

/** An ellipse of radii rx and ry about (u, v) of a frame, without a turn of its own. */
export function ellipse(frame: Frame, u: number, v: number, rx: number, ry: number): Shape {
  const { scale, cos, sin } = frame;
  const [cx, cy] = placed(frame, u, v);
  const [a, b] = [rx * scale, ry * scale];
  const extent = Math.max(a, b);
  return {
    left: cx - extent,
    right: cx + extent,
    top: cy - extent,
    bottom: cy + extent,
    distance(x, y) {
      const dx = x - cx;
      const dy = y - cy;
      const p = (cos * dx + sin * dy) / a;
      const q = (cos * dy - sin * dx) / b;
      const slope = Math.sqrt((p * p) / (a * a) + (q * q) / (b * b));
      if (slope === 0) return -Math.min(a, b);
      // First order at the edge: (f − 1)/|∇f|·f for f = |(p, q)|.
      const f = Math.sqrt(p * p + q * q);
      return (f * (f - 1)) / slope;
    },
  };
}

/** A simple polygon whose corners are rounded outwards by `rounding` units of the frame. */
export function polygon(frame: Frame, corners: readonly Point[], rounding = 0): Shape {
  const at = flat(frame, corners);
  const more = rounding * frame.scale;
  return {
    ...boxOf(at, more),
    distance(x, y) {
      let nearest = Number.POSITIVE_INFINITY;
      let isInside = false;
      for (let i = 0, j = at.length - 2; i < at.length; j = i, i += 2) {
        const ay = at[i + 1];
        const by = at[j + 1];
        nearest = Math.min(nearest, segmentDistance(x, y, at[i], ay, at[j], by));
        if (ay > y !== by > y && x < ((at[j] - at[i]) * (y - ay)) / (by - ay) + at[i]) isInside = !isInside;
      }
      return (isInside ? -nearest : nearest) - more;
    },
  };
}

/** A line through points, as a Catmull–Rom spline of `pieces` straight pieces between two of them; thickness in units of the frame. */
export function line(frame: Frame, through: readonly Point[], thickness: number, pieces = 4): Shape {
  const at = flat(frame, spline(through, pieces));
  const half = (thickness * frame.scale) / 2;
  return {
    ...boxOf(at, half),
    distance(x, y) {
      let nearest = Number.POSITIVE_INFINITY;
      for (let i = 0; i + 2 < at.length; i += 2)
        nearest = Math.min(nearest, segmentDistance(x, y, at[i], at[i + 1], at[i + 2], at[i + 3]));
      return nearest - half;
    },
  };
}

/** The shape with `more` pixels all around. */
export function grown(shape: Shape, more: number): Shape {
  const { left, right, top, bottom } = shape;
  return {
    left: left - more,
    right: right + more,
    top: top - more,
    bottom: bottom + more,
    distance: (x, y) => shape.distance(x, y) - more,
  };
}

export interface Brush {
  /** From 0 to 1; 1 unless given. */
  readonly opacity?: number;
  /** Nothing is painted outside of it. */
  readonly within?: Shape;
  /** Width of the edge in pixels; 1 unless given. */
  readonly soft?: number;
}

const clamped = (value: number) => Math.min(Math.max(value, 0), 1);

/** Lays the colour over what is there. */
export function fill(canvas: Canvas, shape: Shape, [r, g, b]: Colour, brush: Brush = {}): void {
  const { opacity = 1, within, soft = 1 } = brush;
  const { width, height, pixels } = canvas;
  const bottom = Math.min(height - 1, Math.ceil(shape.bottom + soft));
  const right = Math.min(width - 1, Math.ceil(shape.right + soft));
  const left = Math.max(0, Math.floor(shape.left - soft));
  for (let y = Math.max(0, Math.floor(shape.top - soft)); y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const distance = shape.distance(x + 0.5, y + 0.5);
      const beyond = distance - soft / 2;
      if (beyond >= 0) {
        // Nothing of the shape is nearer than that: the next pixels are outside as well.
        x += Math.max(0, Math.floor(beyond));
        continue;
      }
      let cover = opacity * clamped(0.5 - distance / soft);
      if (within) cover *= clamped(0.5 - within.distance(x + 0.5, y + 0.5));
      const at = 3 * (y * width + x);
      pixels[at] += cover * (r - pixels[at]);
      pixels[at + 1] += cover * (g - pixels[at + 1]);
      pixels[at + 2] += cover * (b - pixels[at + 2]);
    }
}

/** The colour `share` of the way from one to another. */
export function mixed(from: Colour, to: Colour, share: number): Colour {
  const between = (k: 0 | 1 | 2) => from[k] + share * (to[k] - from[k]);
  return [between(0), between(1), between(2)];
}

/** Of each channel of each pixel: the sum of two uniform numbers, which lies within ±1 and has this standard deviation. */
const GRAIN = Math.sqrt(1 / 6);

/** Brighter or darker as a whole, with grain of standard deviation `noise` on each value. */
export function expose({ pixels }: Canvas, brightness: number, noise: number, key: Key): void {
  const words = new Uint32Array(pixels.length);
  fillWords(key, 0, words);
  const size = noise / GRAIN;
  for (let i = 0; i < pixels.length; i++) {
    const sum = (words[i] >>> 16) + (words[i] & 0xffff);
    pixels[i] = brightness * pixels[i] + size * (sum / 0xffff - 1);
  }
}

/** Colours as bytes, 0 to 255. */
export function bytesInto(out: Uint8Array, { pixels }: Canvas): void {
  for (let i = 0; i < pixels.length; i++) out[i] = Math.round(255 * clamped(pixels[i]));
}

/** Points of a Catmull–Rom spline through the given ones, whose ends are doubled. */
export function spline(through: readonly Point[], pieces: number): Point[] {
  const at = (i: number) => through[Math.min(Math.max(i, 0), through.length - 1)];
  const out: Point[] = [through[0]];
  for (let i = 0; i + 1 < through.length; i++) {
    for (let piece = 1; piece <= pieces; piece++) {
      const t = piece / pieces;
      const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
      out.push([cubic(a[0], b[0], c[0], d[0], t), cubic(a[1], b[1], c[1], d[1], t)]);
    }
  }
  return out;
}

function cubic(a: number, b: number, c: number, d: number, t: number): number {
  return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
}

/** Distance of (x, y) from the segment between (ax, ay) and (bx, by). */
export function segmentDistance(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(Math.max(((x - ax) * dx + (y - ay) * dy) / length, 0), 1);
  const ex = x - ax - t * dx;
  const ey = y - ay - t * dy;
  return Math.sqrt(ex * ex + ey * ey);
}

/** Points in pixels, x and y in turn. */
function flat(frame: Frame, points: readonly Point[]): Float64Array {
  return Float64Array.from(points.flatMap(([u, v]) => placed(frame, u, v)));
}

function boxOf(at: Float64Array, more: number): Omit<Shape, "distance"> {
  const xs = at.filter((_, i) => i % 2 === 0);
  const ys = at.filter((_, i) => i % 2 === 1);
  return {
    left: Math.min(...xs) - more,
    right: Math.max(...xs) + more,
    top: Math.min(...ys) - more,
    bottom: Math.max(...ys) + more,
  };
}
