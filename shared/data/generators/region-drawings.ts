/** What `known-regions` draws: of each drawing the shapes in the order in which they cover each other, each with its region and its shade. */
import { cosTurns, sinTurns } from "../../math/elementary.ts";
import type { Dice } from "./dice.ts";
import { ellipse, type Frame, line, type Point, polygon, type Shape } from "./painting.ts";

/** A shape of one region. Brightness from 0 to 1 at the place (x, y) in units of the width. */
export interface Patch {
  /** Absent: the whole picture. */
  readonly shape?: Shape;
  readonly region: number;
  shade(x: number, y: number): number;
}

/** `scale`: pixels of the picture's width. Drawings lie in a box of width 1 and height 3/4. */
const frameOf = (scale: number): Frame => ({ x: 0, y: 0, scale, cos: 1, sin: 0, flip: 1 });
const even = (brightness: number) => () => brightness;

/** Letters of straight strokes in a box of width 0.6 and height 1. */
const LETTERS: Readonly<Record<string, readonly (readonly Point[])[]>> = {
  A: [
    [
      [0, 1],
      [0.3, 0],
      [0.6, 1],
    ],
    [
      [0.12, 0.65],
      [0.48, 0.65],
    ],
  ],
  E: [
    [
      [0.6, 0],
      [0, 0],
      [0, 1],
      [0.6, 1],
    ],
    [
      [0, 0.5],
      [0.45, 0.5],
    ],
  ],
  F: [
    [
      [0.6, 0],
      [0, 0],
      [0, 1],
    ],
    [
      [0, 0.5],
      [0.45, 0.5],
    ],
  ],
  I: [
    [
      [0.3, 0],
      [0.3, 1],
    ],
  ],
  K: [
    [
      [0, 0],
      [0, 1],
    ],
    [
      [0.6, 0],
      [0, 0.55],
    ],
    [
      [0.2, 0.4],
      [0.6, 1],
    ],
  ],
  L: [
    [
      [0, 0],
      [0, 1],
      [0.6, 1],
    ],
  ],
  M: [
    [
      [0, 1],
      [0, 0],
      [0.3, 0.6],
      [0.6, 0],
      [0.6, 1],
    ],
  ],
  N: [
    [
      [0, 1],
      [0, 0],
      [0.6, 1],
      [0.6, 0],
    ],
  ],
  T: [
    [
      [0, 0],
      [0.6, 0],
    ],
    [
      [0.3, 0],
      [0.3, 1],
    ],
  ],
  V: [
    [
      [0, 0],
      [0.3, 1],
      [0.6, 0],
    ],
  ],
  X: [
    [
      [0, 0],
      [0.6, 1],
    ],
    [
      [0.6, 0],
      [0, 1],
    ],
  ],
};
const WORDS = ["LATENTE", "MAXIMA", "MENTAL", "LINEAL", "FINAL"] as const;

/** A word in black on white, a wave under it, and a ring with a dot: 0 ink, 1 paper. */
export function letters(scale: number, dice: Dice): readonly Patch[] {
  const frame = frameOf(scale);
  const word = dice.pick(WORDS);
  const pitch = 0.88 / word.length;
  const size = pitch / 0.92;
  const strokes = [...word].flatMap((letter, place) =>
    LETTERS[letter].map((points) =>
      points.map(([x, y]): Point => [0.07 + place * pitch + x * size, 0.1 + y * Math.min(1.3 * size, 0.3)]),
    ),
  );
  const turn = dice.between(0, 1);
  const wave = Array.from({ length: 9 }, (_, i): Point => [0.08 + i * 0.065, 0.58 + 0.06 * sinTurns(i / 4 + turn)]);
  const ink = (shape: Shape): Patch => ({ shape, region: 0, shade: even(0) });
  return [
    { region: 1, shade: even(1) },
    ...strokes.map((points) => ink(line(frame, points, 0.035, 1))),
    ink(line(frame, wave, 0.035)),
    ink(ellipse(frame, 0.82, 0.56, 0.12, 0.12)),
    { shape: ellipse(frame, 0.82, 0.56, 0.08, 0.08), region: 1, shade: even(1) },
    ink(ellipse(frame, 0.82, 0.56, 0.035, 0.035)),
  ];
}

/** Bright cells on a dark ground: 0 ground, 1 cell. */
export function cells(scale: number, dice: Dice): readonly Patch[] {
  const frame = frameOf(scale);
  const out: Patch[] = [{ region: 0, shade: (x, y) => 0.25 + 0.05 * (x - y) }];
  for (let n = 0; n < 12; n++) {
    const [u, v] = [dice.between(0.05, 0.95), dice.between(0.05, 0.7)];
    const [long, short] = [dice.between(0.06, 0.12), dice.between(0.045, 0.075)];
    const turn = dice.between(0, 1);
    const corners = Array.from({ length: 14 }, (_, i): Point => {
      const [a, b] = [long * cosTurns(i / 14), short * (1 + dice.between(-0.1, 0.1)) * sinTurns(i / 14)];
      return [u + a * cosTurns(turn) - b * sinTurns(turn), v + a * sinTurns(turn) + b * cosTurns(turn)];
    });
    const light = dice.between(0.62, 0.72);
    out.push({ shape: polygon(frame, corners, 0.006), region: 1, shade: even(light) });
  }
  return out;
}

/** Wood and water in the dark, a meadow, the sky: 0 to 2, from dark to bright. */
export function landscape(scale: number, dice: Dice): readonly Patch[] {
  const frame = frameOf(scale);
  const ridge = (top: number, height: number, region: number, brightness: number): Patch => {
    const turn = dice.between(0, 1);
    const rate = dice.between(0.8, 1.6);
    const points = Array.from({ length: 25 }, (_, i): Point => {
      const x = -0.02 + (1.04 * i) / 24;
      return [x, top + height * (0.6 * sinTurns(rate * x + turn) + 0.4 * sinTurns(2.7 * rate * x + 2 * turn))];
    });
    const shape = polygon(frame, [[-0.05, 0.85], ...points, [1.05, 0.85]]);
    return { shape, region, shade: (_x, y) => brightness + 0.12 * (y - top) };
  };
  const tree = (u: number, v: number, size: number): readonly Patch[] =>
    [0, 0.28, 0.56].map((up, i) => ({
      shape: polygon(frame, [
        [u - size * (0.3 - 0.07 * i), v - size * up],
        [u, v - size * (up + 0.5)],
        [u + size * (0.3 - 0.07 * i), v - size * up],
      ]),
      region: 0,
      shade: even(0.16),
    }));
  const trees = Array.from({ length: 5 }, (_, i) =>
    tree(0.1 + 0.2 * i + dice.between(-0.06, 0.06), dice.between(0.5, 0.68), dice.between(0.13, 0.24)),
  );
  const [u, v] = [dice.between(0.25, 0.75), 0.72];
  return [
    { region: 2, shade: (_x, y) => 0.78 + 0.16 * y },
    ridge(0.34, 0.1, 1, 0.5),
    ridge(0.52, 0.04, 1, 0.46),
    ...trees.flat(),
    { shape: ellipse(frame, u, v, dice.between(0.2, 0.3), 0.06), region: 0, shade: even(0.2) },
  ];
}

/** As a slice through a head: 0 air, 1 fluid, 2 tissue, 3 bone and a bright spot. Drawn by this program: no medical data. */
export function slice(scale: number, dice: Dice): readonly Patch[] {
  const frame = frameOf(scale);
  const [tall, wide] = [dice.between(0.33, 0.35), dice.between(0.4, 0.44)];
  const at = (u: number, v: number, rx: number, ry: number, region: number, shade: Patch["shade"]): Patch => ({
    shape: ellipse(frame, 0.5 + u, 0.375 + v, rx, ry),
    region,
    shade,
  });
  const apart = dice.between(0.05, 0.075);
  const horn = (side: number) => [
    at(side * apart, -0.06, 0.03, dice.between(0.07, 0.1), 1, even(0.3)),
    at(side * (apart + 0.03), 0.05, 0.035, 0.06, 1, even(0.3)),
  ];
  const turn = dice.between(0, 1);
  const spot = dice.between(0.03, 0.05);
  return [
    { region: 0, shade: even(0.06) },
    at(0, 0, wide, tall, 3, even(0.9)),
    at(0, 0, wide - 0.035, tall - 0.035, 1, even(0.3)),
    at(0, 0, wide - 0.06, tall - 0.06, 2, (x, y) => 0.6 + 0.05 * sinTurns(1.5 * x + turn) * cosTurns(1.2 * y)),
    ...horn(-1),
    ...horn(1),
    at(dice.between(0.17, 0.24), dice.between(-0.1, 0.1), spot, spot * 0.9, 3, even(0.88)),
  ];
}

/** A ball and a box on a table, in soft light: regions table, wall, box, ball. */
export function stillLife(scale: number, dice: Dice): readonly Patch[] {
  const frame = frameOf(scale);
  const [u, v, r] = [dice.between(0.62, 0.7), dice.between(0.44, 0.48), dice.between(0.15, 0.18)];
  const [left, top] = [dice.between(0.12, 0.18), dice.between(0.26, 0.32)];
  const face = (corners: readonly Point[], brightness: number): Patch => ({
    shape: polygon(
      frame,
      corners.map(([x, y]): Point => [left + x, top + y]),
    ),
    region: 2,
    shade: even(brightness),
  });
  return [
    { region: 1, shade: (x, y) => 0.62 + 0.2 * x - 0.15 * y },
    {
      shape: polygon(frame, [
        [-0.1, 0.5],
        [1.1, 0.46],
        [1.1, 0.9],
        [-0.1, 0.9],
      ]),
      region: 0,
      shade: (x, y) => 0.3 + 0.12 * x + 0.1 * y,
    },
    { shape: ellipse(frame, u + 0.05, v + r * 0.95, r * 1.15, r * 0.25), region: 0, shade: even(0.17) },
    face(
      [
        [0, 0.08],
        [0.17, 0.12],
        [0.17, 0.36],
        [0, 0.31],
      ],
      0.42,
    ),
    face(
      [
        [0.17, 0.12],
        [0.31, 0.06],
        [0.31, 0.29],
        [0.17, 0.36],
      ],
      0.7,
    ),
    face(
      [
        [0, 0.08],
        [0.15, 0.03],
        [0.31, 0.06],
        [0.17, 0.12],
      ],
      0.92,
    ),
    {
      shape: ellipse(frame, u, v, r, r),
      region: 3,
      // Lambert's law, with light from the upper left and in front.
      shade(x, y) {
        const [p, q] = [(x - u) / r, (y - v) / r];
        const depth = Math.sqrt(Math.max(0, 1 - p * p - q * q));
        return 0.12 + 0.8 * Math.max(0, -0.5 * p - 0.55 * q + 0.67 * depth);
      },
    },
  ];
}
