import { cosTurns, log, sinTurns } from "../../math/elementary.ts";
import { foldIn, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { defineGenerator } from "./generator.ts";

/** Points on a side of a pixel: the mean of their shades is the pixel, which makes edges smooth. */
const POINTS = 2;
/** Leaves after which a picture is taken as it is; about ten times as many as the finest pictures need. */
const MAX_LEAVES = 2_000_000;

interface Leaves {
  readonly side: number;
  readonly shape: string;
  readonly smallest: number;
  readonly largest: number;
}

/**
 * Dead leaves (Matheron 1968): disks or ellipses of one grey each that cover one another. Radii with density ∝ r⁻³ make the statistics of natural
 * pictures: they look the same at every scale (Lee, Mumford & Huang, International Journal of Computer Vision 41, 2001).
 */
export const deadLeaves = defineGenerator({
  id: "dead-leaves",
  title: { es: "Hojas muertas", en: "Dead leaves" },
  params: {
    count: {
      kind: "integer",
      label: { es: "Imágenes", en: "Pictures" },
      help: { es: "Cuántas imágenes se dibujan.", en: "How many pictures are drawn." },
      min: 1,
      max: 10_000,
      default: 20,
      scale: "log",
    },
    side: {
      kind: "integer",
      label: { es: "Lado", en: "Side" },
      help: { es: "La imagen tiene lado × lado píxeles.", en: "The picture has side × side pixels." },
      min: 8,
      max: 256,
      default: 128,
      unit: "px",
      scale: "log",
    },
    shape: {
      kind: "choice",
      label: { es: "Hojas", en: "Leaves" },
      help: {
        es: "Las elipses tienen todas las orientaciones y son hasta tres veces más largas que anchas.",
        en: "Ellipses have every orientation and are up to three times as long as they are wide.",
      },
      options: [
        { value: "disks", label: { es: "Discos", en: "Disks" } },
        { value: "ellipses", label: { es: "Elipses", en: "Ellipses" } },
      ],
      default: "ellipses",
    },
    smallest: {
      kind: "number",
      label: { es: "Radio menor", en: "Smallest radius" },
      help: {
        es: "Los radios siguen una ley de potencias: hay muchas hojas pequeñas y pocas grandes.",
        en: "Radii follow a power law: many small leaves and few large ones.",
      },
      min: 1,
      max: 20,
      default: 3,
      step: 0.5,
      unit: "px",
    },
    largest: {
      kind: "number",
      label: { es: "Radio mayor", en: "Largest radius" },
      help: {
        es: "Ninguna hoja es mayor; si queda por debajo del menor, todas tienen el radio menor.",
        en: "No leaf is larger; if set below the smallest radius, all leaves have the smallest radius.",
      },
      min: 2,
      max: 128,
      default: 48,
      step: 1,
      unit: "px",
    },
  },
  cost({ count, ...leaves }) {
    const values = count * leaves.side * leaves.side;
    const bytes = values + 8 * (leaves.side * POINTS) ** 2;
    return { values, bytes, steps: count * leavesOf(leaves) + values / 5 };
  },
  generate(key, { count, ...leaves }) {
    const { side } = leaves;
    const values = new Uint8Array(count * side * side);
    for (let n = 0; n < count; n++)
      draw(foldIn(key, n), leaves, values.subarray(n * side * side, (n + 1) * side * side));
    return { rows: count, columns: side * side, values, image: { width: side, height: side, channels: 1 } };
  },
});

/** Points of a picture that are being painted; −1 where bare. */
interface Canvas {
  readonly across: number;
  readonly shades: Float64Array;
  /** Bare points of each row. */
  readonly bare: Int32Array;
}

/**
 * Leaves that are expected to fall until no point of a picture is bare: each point is covered by a leaf with probability E[π·r²] / area, so the last of
 * P points waits for some (ln P + 3) / probability leaves, if they were independent.
 */
function leavesOf({ side, shape, smallest, largest }: Leaves): number {
  const most = Math.max(smallest, largest);
  // E[r²] of density ∝ r⁻³ on [smallest, most].
  const square = most > smallest ? (2 * log(most / smallest)) / (1 / smallest ** 2 - 1 / most ** 2) : smallest ** 2;
  const margin = shape === "ellipses" ? most * Math.sqrt(3) : most;
  const tries = (side + 2 * margin) ** 2 / (Math.PI * square);
  return Math.min(MAX_LEAVES, tries * (log((side * POINTS) ** 2) + 3));
}

/** From the front to the back: a leaf paints only points that are still bare, until none is (the same pictures as falling leaves give). */
function draw(key: Key, leaves: Leaves, picture: Uint8Array): void {
  const across = leaves.side * POINTS;
  const shades = new Float64Array(across * across).fill(-1);
  const canvas = { across, shades, bare: new Int32Array(across).fill(across) };
  let bare = shades.length;
  for (let i = 0; i < MAX_LEAVES && bare > 0; i++) bare -= paint(foldIn(key, i), leaves, canvas);
  for (let y = 0; y < leaves.side; y++) {
    for (let x = 0; x < leaves.side; x++) {
      let sum = 0;
      for (let p = 0; p < POINTS * POINTS; p++)
        sum += Math.max(0, shades[(y * POINTS + Math.floor(p / POINTS)) * across + x * POINTS + (p % POINTS)]);
      picture[y * leaves.side + x] = Math.round((255 * sum) / (POINTS * POINTS));
    }
  }
}

/** Paints one leaf; returns how many points it covered. */
function paint(key: Key, { side, shape, smallest, largest }: Leaves, { across, shades, bare }: Canvas): number {
  const maxRadius = Math.max(smallest, largest);
  // Inverse of the distribution function of density ∝ r⁻³ on [smallest, maxRadius].
  const near = 1 / (smallest * smallest);
  const radius = 1 / Math.sqrt(near - uniform(key, 0) * (near - 1 / (maxRadius * maxRadius)));
  // Axes radius·long and radius/long: the area does not depend on the form. Centres lie up to the length of the longest leaf outside.
  const isLong = shape === "ellipses";
  const margin = isLong ? maxRadius * Math.sqrt(3) : maxRadius;
  const x = (uniform(key, 1) * (side + 2 * margin) - margin) * POINTS;
  const y = (uniform(key, 2) * (side + 2 * margin) - margin) * POINTS;
  const furthest = radius * (isLong ? Math.sqrt(3) : 1) * POINTS;
  if (x < -furthest || y < -furthest || x > across + furthest || y > across + furthest) return 0;
  const long = isLong ? Math.sqrt(1 + 2 * uniform(key, 4)) : 1;
  const turn = uniform(key, 5) / 2;
  const c = cosTurns(turn);
  const s = sinTurns(turn);
  const a = 1 / (radius * long * POINTS);
  const b = long / (radius * POINTS);
  const extent = radius * long * POINTS;
  const left = Math.max(0, Math.floor(x - extent));
  const right = Math.min(across, x + extent);
  const shade = uniform(key, 3);
  let covered = 0;
  for (let row = Math.max(0, Math.floor(y - extent)); row < Math.min(across, y + extent); row++) {
    if (bare[row] === 0) continue;
    const dy = row + 0.5 - y;
    let here = 0;
    for (let column = left; column < right; column++) {
      const at = row * across + column;
      if (shades[at] >= 0) continue;
      const dx = column + 0.5 - x;
      const u = (c * dx + s * dy) * a;
      const v = (c * dy - s * dx) * b;
      if (u * u + v * v > 1) continue;
      shades[at] = shade;
      here++;
    }
    bare[row] -= here;
    covered += here;
  }
  return covered;
}
