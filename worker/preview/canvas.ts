/**
 * Drawing on pixels: lines with round ends, discs and rectangles, their edges smoothed by how far a pixel's centre lies from them. Each mark visits only
 * the pixels about it, and counts them: what a picture costs is known by its `work`, whatever is drawn.
 */
import type { Rgb } from "../../shared/color-maps.ts";

export type Point = readonly [x: number, y: number];

export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** height × width × 3. */
  readonly pixels: Uint8Array;
  /** Pixels visited so far, those more than once counted each time. */
  readonly work: number;
  rect(x: number, y: number, width: number, height: number, color: Rgb): void;
  disc(at: Point, radius: number, color: Rgb, opacity?: number): void;
  /** One line through the points; where it crosses itself it is no darker. Not finite points break it. */
  line(points: readonly Point[], breadth: number, color: Rgb, opacity?: number): void;
}

export function createCanvas(width: number, height: number, paper: Rgb): Canvas {
  const pixels = new Uint8Array(3 * width * height);
  /** How much of a pixel the line at hand covers, in 255ths; all 0 between lines. */
  const cover = new Uint8Array(width * height);
  let work = 0;
  const inside = (value: number, most: number) => Math.min(most, Math.max(0, value));

  function mix(at: number, color: Rgb, share: number): void {
    for (let k = 0; k < 3; k++) pixels[3 * at + k] += share * (color[k] - pixels[3 * at + k]) + 0.5;
  }

  function rect(x: number, y: number, w: number, h: number, color: Rgb): void {
    const [left, right] = [inside(Math.round(x), width), inside(Math.round(x + w), width)];
    const [top, bottom] = [inside(Math.round(y), height), inside(Math.round(y + h), height)];
    work += Math.max(0, right - left) * Math.max(0, bottom - top);
    for (let row = top; row < bottom; row++)
      for (let column = left; column < right; column++) pixels.set(color, 3 * (row * width + column));
  }

  function disc([x, y]: Point, radius: number, color: Rgb, opacity = 1): void {
    if (!(Number.isFinite(x) && Number.isFinite(y))) return;
    const reach = radius + 1;
    const [left, right] = [inside(Math.floor(x - reach), width), inside(Math.ceil(x + reach), width)];
    const [top, bottom] = [inside(Math.floor(y - reach), height), inside(Math.ceil(y + reach), height)];
    work += (right - left) * (bottom - top);
    for (let row = top; row < bottom; row++)
      for (let column = left; column < right; column++) {
        const covered = radius + 0.5 - Math.hypot(column + 0.5 - x, row + 0.5 - y);
        if (covered > 0) mix(row * width + column, color, opacity * Math.min(1, covered));
      }
  }

  /** Marks what a piece of a line covers; of each row only what lies about the piece is visited. */
  function piece([x1, y1]: Point, [x2, y2]: Point, radius: number): void {
    const reach = radius + 1;
    const top = inside(Math.floor(Math.min(y1, y2) - reach), height);
    const bottom = inside(Math.ceil(Math.max(y1, y2) + reach), height);
    const [dx, dy] = [x2 - x1, y2 - y1];
    const squared = dx * dx + dy * dy;
    for (let row = top; row < bottom; row++) {
      const middle = row + 0.5;
      const along = (at: number) => (dy === 0 ? 0 : inside((at - y1) / dy, 1));
      const [a, b] = dy === 0 ? [0, 1] : [along(middle - reach), along(middle + reach)];
      const [from, to] = [x1 + a * dx, x1 + b * dx];
      const left = inside(Math.floor(Math.min(from, to) - reach), width);
      const right = inside(Math.ceil(Math.max(from, to) + reach), width);
      work += Math.max(0, right - left);
      for (let column = left; column < right; column++) {
        const [px, py] = [column + 0.5 - x1, middle - y1];
        const t = squared === 0 ? 0 : inside((px * dx + py * dy) / squared, 1);
        const covered = radius + 0.5 - Math.hypot(px - t * dx, py - t * dy);
        const at = row * width + column;
        if (covered > 0) cover[at] = Math.max(cover[at], Math.round(255 * Math.min(1, covered)));
      }
    }
  }

  function line(points: readonly Point[], breadth: number, color: Rgb, opacity = 1): void {
    const radius = breadth / 2;
    const known = points.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
    if (known.length === 0) return;
    const [xs, ys] = [0, 1].map((axis) => {
      let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (const point of known) [low, high] = [Math.min(low, point[axis]), Math.max(high, point[axis])];
      return [low - radius - 1, high + radius + 1] as const;
    });
    const [left, right] = [inside(Math.floor(xs[0]), width), inside(Math.ceil(xs[1]), width)];
    const [top, bottom] = [inside(Math.floor(ys[0]), height), inside(Math.ceil(ys[1]), height)];
    for (let i = 0; i < Math.max(1, known.length - 1); i++) piece(known[i], known[i + 1] ?? known[i], radius);
    work += Math.max(0, right - left) * Math.max(0, bottom - top);
    for (let row = top; row < bottom; row++)
      for (let column = left; column < right; column++) {
        const at = row * width + column;
        if (cover[at] === 0) continue;
        mix(at, color, (opacity * cover[at]) / 255);
        cover[at] = 0;
      }
  }

  rect(0, 0, width, height, paper);
  return {
    width,
    height,
    pixels,
    get work() {
      return work;
    },
    rect,
    disc,
    line,
  };
}
