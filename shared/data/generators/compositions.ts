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
  mixed,
  type Point,
  polygon,
} from "./painting.ts";

const SIDE = 32;
const STYLES = ["hills", "discs", "beams"] as const;
const FACTORS = ["style", "palette", "shapes"] as const;
const PIXELS: Frame = { x: 0, y: 0, scale: 1, cos: 1, sin: 0, flip: 1 };

/** A ground, and what is laid over it. */
interface Palette {
  readonly ground: Colour;
  readonly light: Colour;
  readonly colours: readonly [Colour, Colour, Colour];
}

const PALETTES: readonly [Palette, ...Palette[]] = [
  // Dusk.
  {
    ground: [0.98, 0.76, 0.54],
    light: [0.99, 0.95, 0.8],
    colours: [
      [0.86, 0.38, 0.36],
      [0.5, 0.22, 0.42],
      [0.2, 0.14, 0.34],
    ],
  },
  // Sea.
  {
    ground: [0.82, 0.92, 0.94],
    light: [1, 0.96, 0.86],
    colours: [
      [0.42, 0.72, 0.78],
      [0.14, 0.46, 0.62],
      [0.06, 0.2, 0.38],
    ],
  },
  // Meadow.
  {
    ground: [0.95, 0.93, 0.78],
    light: [0.98, 0.8, 0.3],
    colours: [
      [0.66, 0.76, 0.36],
      [0.32, 0.56, 0.32],
      [0.12, 0.32, 0.26],
    ],
  },
];

/**
 * Abstract pictures of 32 × 32 pixels in colour, drawn by this program: hills in three layers under a sun, translucent discs, or crossed beams, in one of three
 * palettes. The class is the style; with another than "all" every picture is of that one class. Factors: style, palette, and how many shapes were laid on the ground.
 */
export const compositions = defineGenerator({
  id: "compositions",
  title: { es: "Composiciones abstractas", en: "Abstract compositions" },
  classes: {
    hills: { es: "colinas", en: "hills" },
    discs: { es: "discos", en: "discs" },
    beams: { es: "franjas", en: "beams" },
  },
  params: {
    count: {
      kind: "integer",
      label: { es: "Imágenes", en: "Pictures" },
      help: { es: "Cuántas imágenes se pintan.", en: "How many pictures are painted." },
      min: 10,
      max: 20_000,
      default: 3000,
      scale: "log",
    },
    style: {
      kind: "choice",
      label: { es: "Estilo", en: "Style" },
      help: {
        es: "Con «todos», cada imagen tiene uno de los tres.",
        en: "With “all”, each picture has one of the three.",
      },
      options: [
        { value: "all", label: { es: "todos", en: "all" } },
        { value: "hills", label: { es: "colinas", en: "hills" } },
        { value: "discs", label: { es: "discos", en: "discs" } },
        { value: "beams", label: { es: "franjas", en: "beams" } },
      ],
      default: "all",
    },
  },
  cost({ count }) {
    const values = 3 * SIDE * SIDE * count;
    return { values, bytes: values + (4 + 8 * FACTORS.length) * count + 24 * SIDE * SIDE, steps: values };
  },
  generate(key, { count, style }) {
    const columns = 3 * SIDE * SIDE;
    const values = new Uint8Array(count * columns);
    const labels = new Int32Array(count);
    const factors = new Float64Array(count * FACTORS.length);
    for (let n = 0; n < count; n++) {
      const own = foldIn(key, n);
      const drawn = style === "all" ? Math.floor(uniform(own, 0) * STYLES.length) : STYLES.indexOf(style);
      labels[n] = style === "all" ? drawn : 0;
      const picture = values.subarray(n * columns, (n + 1) * columns);
      factors.set([drawn, ...paint(picture, STYLES[drawn], foldIn(own, 1))], n * FACTORS.length);
    }
    return {
      rows: count,
      columns,
      values,
      labels,
      classes: style === "all" ? [...STYLES] : [style],
      image: { width: SIDE, height: SIDE, channels: 3 },
      factors: { names: FACTORS, values: factors },
    };
  },
});

/** Paints one picture; returns the place of its palette in the list, and how many shapes it has. */
function paint(picture: Uint8Array, style: (typeof STYLES)[number], key: Key): readonly number[] {
  const dice = diceOf(foldIn(key, 0), 1);
  const palette = dice.pick(PALETTES);
  const canvas = blankCanvas(SIDE, SIDE);
  lay(canvas, palette, dice);
  const shapes = { hills: paintHills, discs: paintDiscs, beams: paintBeams }[style](canvas, palette, dice);
  expose(canvas, dice.between(0.94, 1.04), 0.01, foldIn(key, 1));
  bytesInto(picture, canvas);
  return [PALETTES.indexOf(palette), shapes];
}

/** The ground, lighter towards one edge. */
function lay({ width, height, pixels }: Canvas, { ground, light }: Palette, dice: Dice): void {
  const most = dice.between(0.1, 0.7);
  for (let y = 0; y < height; y++) {
    const colour = mixed(ground, light, (most * y) / (height - 1));
    for (let x = 0; x < width; x++) pixels.set(colour, 3 * (y * width + x));
  }
}

/** Three ridges, the nearest the darkest, and a sun behind them. */
function paintHills(canvas: Canvas, { light, colours }: Palette, dice: Dice): number {
  const radius = dice.between(2.5, 5);
  fill(canvas, ellipse(PIXELS, dice.between(5, 27), dice.between(5, 14), radius, radius), light);
  for (const [n, colour] of colours.entries()) {
    const [middle, height] = [14 + 6 * n + dice.between(-1.5, 1.5), dice.between(1.5, 4)];
    const [turn, waves] = [dice.between(0, 1), dice.between(0.5, 1.3)];
    const ridge = Array.from({ length: 18 }, (_, i): Point => {
      const x = 2 * i - 1;
      return [x, middle - height * sinTurns(turn + (waves * x) / SIDE)];
    });
    fill(canvas, polygon(PIXELS, [...ridge, [SIDE + 1, SIDE + 1], [-1, SIDE + 1]]), colour);
  }
  return 4;
}

/** Three to five, through which one sees the others. */
function paintDiscs(canvas: Canvas, { light, colours }: Palette, dice: Dice): number {
  const count = Math.floor(dice.between(3, 5.999));
  for (let n = 0; n < count; n++) {
    const radius = dice.between(3.5, 9);
    const disc = ellipse(PIXELS, dice.between(6, 26), dice.between(6, 26), radius, radius);
    fill(canvas, disc, n === count - 1 ? light : colours[n % 3], { opacity: dice.between(0.7, 0.95) });
  }
  return count;
}

/** Two about upright and two about level, from edge to edge. */
function paintBeams(canvas: Canvas, { colours, light }: Palette, dice: Dice): number {
  const tilt = dice.between(-0.06, 0.06);
  for (let n = 0; n < 4; n++) {
    const turn = tilt + (n % 2 === 0 ? 0 : 0.25);
    const [cos, sin] = [cosTurns(turn), sinTurns(turn)];
    const frame: Frame = { x: dice.between(6, 26), y: dice.between(6, 26), scale: 1, cos, sin, flip: 1 };
    const [half, reach] = [dice.between(1.5, 4), 2 * SIDE];
    const corners: readonly Point[] = [
      [-reach, -half],
      [reach, -half],
      [reach, half],
      [-reach, half],
    ];
    fill(canvas, polygon(frame, corners), n === 3 ? light : colours[n], { opacity: dice.between(0.8, 1) });
  }
  return 4;
}
