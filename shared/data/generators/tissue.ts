import { cosTurns, sinTurns } from "../../math/elementary.ts";
import { foldIn, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { type Dice, diceOf } from "./dice.ts";
import { defineGenerator } from "./generator.ts";
import {
  blankCanvas,
  bytesInto,
  type Canvas,
  type Colour,
  ellipse,
  expose,
  type Frame,
  fill,
  grown,
  line,
  mixed,
  type Point,
  polygon,
} from "./painting.ts";

const SIDE = 32;
/** Corners of the outline of a nucleus. */
const CORNERS = 10;
/** Places that are tried for each nucleus. */
const TRIES = 12;
const FACTORS = ["class", "nuclei", "radius", "irregularity"] as const;
const PIXELS: Frame = { x: 0, y: 0, scale: 1, cos: 1, sin: 0, flip: 1 };
const EOSIN: Colour = [0.93, 0.66, 0.78];
const HEMATOXYLIN: Colour = [0.33, 0.21, 0.53];
const WHITE: Colour = [0.97, 0.95, 0.96];

/** What the nuclei of a picture are like: lengths in pixels, the rest as shares. */
interface Nuclei {
  readonly count: number;
  readonly radius: number;
  /** How much radii differ within a picture. */
  readonly uneven: number;
  /** How far outlines are off an ellipse. */
  readonly irregular: number;
  /** Least distance of two, in radii. */
  readonly apart: number;
}

const HEALTHY: Nuclei = { count: 13, radius: 2.2, uneven: 0.1, irregular: 0.04, apart: 2.4 };
/** Many small round cells, which are healthy as well: colour alone does not tell a lesion. */
const INFLAMED: Nuclei = { count: 25, radius: 1.75, uneven: 0.08, irregular: 0.03, apart: 2.1 };
const LESION: Nuclei = { count: 8, radius: 3, uneven: 0.3, irregular: 0.17, apart: 1.5 };

/**
 * Pictures as of stained tissue under a microscope, 32 × 32 pixels in colour: pink fibres, violet nuclei. Healthy tissue has even, round nuclei (in two
 * pictures of five many small ones); in a lesion they are larger, uneven, irregular and touch each other. With `difficulty` d a lesion is (0.8·d) of the way back to
 * healthy. Stain, light and the share of violet vary about alike in both. Each picture is a lesion with probability `share`. All of it is drawn by this program: no medical data, and no
 * use in medicine. Factors: class, number of nuclei, their mean radius in pixels, and how irregular their outlines are drawn.
 */
export const tissue = defineGenerator({
  id: "tissue",
  title: { es: "Tejido al microscopio (sintético)", en: "Tissue under the microscope (synthetic)" },
  classes: { healthy: { es: "sano", en: "healthy" }, lesion: { es: "lesión", en: "lesion" } },
  params: {
    count: {
      kind: "integer",
      label: { es: "Imágenes", en: "Pictures" },
      help: {
        es: "Cuántas imágenes se dibujan. Las dibuja el programa: no son datos médicos.",
        en: "How many pictures are drawn. The program draws them: they are no medical data.",
      },
      min: 10,
      max: 20_000,
      default: 1500,
      scale: "log",
    },
    share: {
      kind: "number",
      label: { es: "Lesiones", en: "Lesions" },
      help: { es: "Qué parte de las imágenes muestra una lesión.", en: "What part of the pictures shows a lesion." },
      min: 0.05,
      max: 0.95,
      default: 0.5,
      step: 0.05,
    },
    difficulty: {
      kind: "number",
      label: { es: "Dificultad", en: "Difficulty" },
      help: {
        es: "Cuánto se parece una lesión al tejido sano.",
        en: "How much a lesion resembles healthy tissue.",
      },
      min: 0,
      max: 1,
      default: 0.3,
      step: 0.05,
    },
  },
  cost({ count }) {
    const values = 3 * SIDE * SIDE * count;
    return { values, bytes: values + (4 + 8 * FACTORS.length) * count + 24 * SIDE * SIDE, steps: 1.5 * values };
  },
  generate(key, { count, share, difficulty }) {
    const columns = 3 * SIDE * SIDE;
    const values = new Uint8Array(count * columns);
    const labels = new Int32Array(count);
    const factors = new Float64Array(count * FACTORS.length);
    for (let n = 0; n < count; n++) {
      const own = foldIn(key, n);
      labels[n] = uniform(own, 0) < share ? 1 : 0;
      const picture = values.subarray(n * columns, (n + 1) * columns);
      factors.set([labels[n], ...draw(picture, labels[n] === 1, difficulty, foldIn(own, 1))], n * FACTORS.length);
    }
    return {
      rows: count,
      columns,
      values,
      labels,
      classes: ["healthy", "lesion"],
      image: { width: SIDE, height: SIDE, channels: 3 },
      factors: { names: FACTORS, values: factors },
    };
  },
});

/** Draws one picture; returns the number of nuclei, their mean radius and irregularity. */
function draw(picture: Uint8Array, isLesion: boolean, difficulty: number, key: Key): readonly number[] {
  const canvas = blankCanvas(SIDE, SIDE);
  const dice = diceOf(foldIn(key, 0), 1);
  const stain = dice.between(0.72, 1.15);
  const base = mixed(mixed(WHITE, EOSIN, stain), HEMATOXYLIN, dice.between(0, 0.14));
  drawFibres(canvas, base, dice);
  const healthy = dice.chance(0.4) ? INFLAMED : HEALTHY;
  const nuclei = isLesion ? between(LESION, HEALTHY, 0.8 * difficulty) : healthy;
  const radii = drawNuclei(canvas, nuclei, mixed(base, HEMATOXYLIN, dice.between(0.7, 1)), foldIn(key, 1));
  expose(canvas, dice.between(0.9, 1.06), 0.025, foldIn(key, 2));
  bytesInto(picture, canvas);
  return [radii.length, radii.reduce((sum, r) => sum + r, 0) / radii.length, nuclei.irregular];
}

function between(from: Nuclei, to: Nuclei, share: number): Nuclei {
  const at = (name: keyof Nuclei) => from[name] + share * (to[name] - from[name]);
  return {
    count: at("count"),
    radius: at("radius"),
    uneven: at("uneven"),
    irregular: at("irregular"),
    apart: at("apart"),
  };
}

/** Pink ground with fibres in about one direction, and now and then a white gap. */
function drawFibres(canvas: Canvas, base: Colour, dice: Dice): void {
  for (let i = 0; i < canvas.pixels.length; i++) canvas.pixels[i] = base[i % 3];
  const turn = dice.between(0, 0.5);
  const [c, s] = [cosTurns(turn), sinTurns(turn)];
  for (let i = 0; i < 8; i++) {
    const across = dice.between(-18, 18);
    const bend = dice.between(-4, 4);
    const shade = dice.between(-0.5, 0.35);
    const path = [-24, -8, 8, 24].map((along, k): Point => {
      const off = across + (k % 2 === 0 ? bend : -bend) / 2;
      return [SIDE / 2 + c * along - s * off, SIDE / 2 + s * along + c * off];
    });
    const colour = shade < 0 ? mixed(base, WHITE, -shade) : mixed(base, [0.82, 0.42, 0.62], shade);
    fill(canvas, line(PIXELS, path, dice.between(0.8, 2.6), 2), colour, { soft: 2, opacity: 0.8 });
  }
  if (!dice.chance(0.2)) return;
  const gap = ellipse(PIXELS, dice.between(0, SIDE), dice.between(0, SIDE), dice.between(3, 6), dice.between(3, 6));
  fill(canvas, gap, WHITE, { soft: 1.5, opacity: 0.9 });
}

/** Nuclei at places that keep their distance where they can. Returns their radii. */
function drawNuclei(canvas: Canvas, nuclei: Nuclei, colour: Colour, key: Key): readonly number[] {
  const dice = diceOf(key, 1);
  const count = Math.round(nuclei.count * dice.between(0.45, 1.55));
  const placed: { x: number; y: number; radius: number }[] = [];
  for (let i = 0; i < count; i++) {
    const radius = nuclei.radius * Math.max(0.5, 1 + 2 * nuclei.uneven * dice.between(-1, 1));
    for (let tries = 0; tries < TRIES; tries++) {
      const [x, y] = [dice.between(-1, SIDE + 1), dice.between(-1, SIDE + 1)];
      const isFree = placed.every((one) => {
        const least = ((one.radius + radius) / 2) * nuclei.apart;
        return (x - one.x) ** 2 + (y - one.y) ** 2 >= least * least;
      });
      if (!isFree) continue;
      placed.push({ x, y, radius });
      drawNucleus(canvas, { ...PIXELS, x, y, scale: radius }, nuclei, colour, dice);
      break;
    }
  }
  return placed.map(({ radius }) => radius);
}

function drawNucleus(canvas: Canvas, frame: Frame, nuclei: Nuclei, colour: Colour, dice: Dice): void {
  const long = Math.sqrt(dice.between(1, 1.35 + 2 * nuclei.irregular));
  const turn = dice.between(0, 1);
  const waves = [2, 3, 4].map((order) => ({
    order,
    size: nuclei.irregular * dice.between(-1, 1),
    at: dice.between(0, 1),
  }));
  const corners = Array.from({ length: CORNERS }, (_, i): Point => {
    const angle = i / CORNERS;
    const r = waves.reduce((sum, { order, size, at }) => sum + size * cosTurns(order * angle + at), 1);
    const [u, v] = [r * long * cosTurns(angle), (r / long) * sinTurns(angle)];
    return [u * cosTurns(turn) - v * sinTurns(turn), u * sinTurns(turn) + v * cosTurns(turn)];
  });
  const body = polygon(frame, corners);
  fill(canvas, grown(ellipse(frame, 0, 0, 1, 1), 1), mixed(colour, WHITE, 0.55), { soft: 2.2, opacity: 0.45 });
  fill(canvas, body, colour, { soft: 1.3 });
  // Chromatin: a lighter middle, and grains that are darker.
  fill(canvas, ellipse(frame, 0, 0, 0.5, 0.5), mixed(colour, EOSIN, 0.3), { within: body, soft: 1.5 });
  for (let i = 0; i < 3; i++) {
    const [u, v] = [dice.between(-0.6, 0.6), dice.between(-0.6, 0.6)];
    fill(canvas, ellipse(frame, u, v, 0.2, 0.2), mixed(colour, [0.12, 0.05, 0.25], 0.5), { within: body });
  }
}
