import { cos, sin } from "../../math/index.ts";
import { foldIn, integer, normal, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { defineGenerator } from "./generator.ts";
import { type Point, segmentDistance, spline } from "./painting.ts";
import { GLYPHS, type Stroke } from "./strokes.ts";

const SIDE = 28;
/** Straight pieces between two points of a stroke. */
const PIECES = 5;
const FACTORS = ["class", "slant", "thickness", "scale", "x", "y"] as const;

/** How one digit is written. Lengths in pixels, slant in pixels to the right per pixel up, turn in radians. */
interface Hand {
  readonly slant: number;
  readonly turn: number;
  readonly thickness: number;
  readonly scale: number;
  readonly x: number;
  readonly y: number;
  readonly wobble: number;
}

/**
 * Handwriting-like digits of 28 × 28 pixels: each is a few strokes through points that are shaken, slanted, turned, scaled and moved, drawn with a
 * round pen and smooth edges. The factors that made each picture come with it.
 */
export const digits = defineGenerator({
  id: "digits",
  title: { es: "Dígitos manuscritos", en: "Handwritten digits" },
  params: {
    count: {
      kind: "integer",
      label: { es: "Imágenes", en: "Pictures" },
      help: { es: "Cuántos dígitos se dibujan.", en: "How many digits are drawn." },
      min: 10,
      max: 60_000,
      default: 2000,
      scale: "log",
    },
    classes: {
      kind: "integer",
      label: { es: "Clases", en: "Classes" },
      help: { es: "Se dibujan los dígitos 0 a n − 1.", en: "The digits 0 to n − 1 are drawn." },
      min: 1,
      max: 10,
      default: 10,
    },
    variation: {
      kind: "number",
      label: { es: "Variación", en: "Variation" },
      help: {
        es: "Cuánto cambian de una imagen a otra la inclinación, el grosor, el tamaño, la posición y el pulso.",
        en: "How much slant, thickness, size, position and tremor vary from picture to picture.",
      },
      min: 0,
      max: 2,
      default: 1,
      step: 0.1,
    },
  },
  cost({ count }) {
    const values = count * SIDE * SIDE;
    return { values, bytes: values + (4 + 8 * FACTORS.length) * count, steps: values };
  },
  generate(key, { count, classes, variation }) {
    const columns = SIDE * SIDE;
    const values = new Uint8Array(count * columns);
    const labels = new Int32Array(count);
    const factors = new Float64Array(count * FACTORS.length);
    for (let n = 0; n < count; n++) {
      const own = foldIn(key, n);
      const label = integer(own, 0, classes);
      const hand = handOf(foldIn(own, 1), variation);
      labels[n] = label;
      factors.set([label, hand.slant, hand.thickness, hand.scale, hand.x, hand.y], n * FACTORS.length);
      const ways = GLYPHS[label];
      const glyph = ways[integer(own, 1, ways.length)];
      const picture = values.subarray(n * columns, (n + 1) * columns);
      for (const [s, stroke] of glyph.entries()) ink(picture, curve(stroke, hand, foldIn(own, 2, s)), hand.thickness);
    }
    return {
      rows: count,
      columns,
      values,
      labels,
      classes: Array.from({ length: classes }, (_, digit) => String(digit)),
      image: { width: SIDE, height: SIDE, channels: 1 },
      factors: { names: FACTORS, values: factors },
    };
  },
});

/** Between which values each factor lies with variation 1, and how digits are written with variation 0. */
export const DIGIT_RANGES = {
  class: { low: 0, high: 9, held: 0 },
  slant: { low: -0.15, high: 0.45, held: 0.15 },
  thickness: { low: 1.5, high: 3.1, held: 2.3 },
  scale: { low: 16.5, high: 20.5, held: 18.5 },
  x: { low: -1.3, high: 1.3, held: 0 },
  y: { low: -1.3, high: 1.3, held: 0 },
} as const;

/** A digit with these factors, in the first of the ways in which it is written, by a steady hand. */
export function drawDigit(
  picture: Uint8Array,
  { class: label, ...hand }: Readonly<Record<keyof typeof DIGIT_RANGES, number>>,
): void {
  const [glyph] = GLYPHS[label];
  for (const stroke of glyph) ink(picture, curve(stroke, { ...hand, turn: 0, wobble: 0 }, [0, 0]), hand.thickness);
}

function handOf(key: Key, variation: number): Hand {
  const spread = (index: number, low: number, high: number) =>
    (low + high) / 2 + variation * (uniform(key, index) - 0.5) * (high - low);
  return {
    slant: spread(0, -0.15, 0.45),
    turn: spread(1, -0.14, 0.14),
    thickness: Math.max(1, spread(2, 1.5, 3.1)),
    scale: spread(3, 16.5, 20.5),
    x: spread(4, -1.3, 1.3),
    y: spread(5, -1.3, 1.3),
    wobble: 0.022 * variation,
  };
}

/** Points of the pen in pixels: a smooth curve through the shaken points of the stroke. */
function curve(stroke: Stroke, hand: Hand, key: Key): readonly Point[] {
  const points = stroke.map(([x, y], i) =>
    place(x + hand.wobble * normal(key, 2 * i), y + hand.wobble * normal(key, 2 * i + 1), hand),
  );
  return spline(points, PIECES);
}

/** From the box of the glyph to pixels: digits are narrower than they are high. */
function place(x: number, y: number, { slant, turn, scale, x: right, y: down }: Hand): Point {
  const v = (y - 0.5) * scale;
  const u = (x - 0.5) * scale * 0.8 - slant * v;
  return [SIDE / 2 + right + u * cos(turn) - v * sin(turn), SIDE / 2 + down + u * sin(turn) + v * cos(turn)];
}

/** Darkens each pixel by how much of the round pen covers its centre; strokes join by the larger value. */
function ink(picture: Uint8Array, path: readonly Point[], thickness: number): void {
  const extent = thickness / 2 + 0.5;
  for (let k = 0; k + 1 < path.length; k++) {
    const [ax, ay] = path[k];
    const [bx, by] = path[k + 1];
    const top = Math.max(0, Math.floor(Math.min(ay, by) - extent));
    const bottom = Math.min(SIDE - 1, Math.ceil(Math.max(ay, by) + extent));
    const left = Math.max(0, Math.floor(Math.min(ax, bx) - extent));
    const rightmost = Math.min(SIDE - 1, Math.ceil(Math.max(ax, bx) + extent));
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= rightmost; x++) {
        const cover = extent - segmentDistance(x + 0.5, y + 0.5, ax, ay, bx, by);
        const value = Math.round(255 * Math.min(Math.max(cover, 0), 1));
        if (value > picture[y * SIDE + x]) picture[y * SIDE + x] = value;
      }
    }
  }
}
