/**
 * Letters as lines, for what is written on a drawing: our own, since a font would weigh more than all the rest. Capitals are 14 high, small letters 10; y goes
 * upwards from the line that they stand on. M x y begins a line, L x y goes on, Q cx cy x y goes on in a parabola, E cx cy rx ry is an ellipse, D x y a dot.
 */
import type { Point } from "./canvas.ts";

const BOWL = "E4 5 4 5";
const ARCH = "M0 10 L0 0 M0 6 Q0.2 10 3.8 10 Q7 10 7 6.4 L7 0";
const PEE = "M0 0 L0 14 L4.6 14 Q8.6 14 8.6 10.4 Q8.6 6.8 4.6 6.8 L0 6.8";

const LETTERS: Readonly<Record<string, string>> = {
  a: `${BOWL} M8 10 L8 0`,
  b: `M0 14 L0 0 ${BOWL}`,
  c: "M7.6 8.4 Q6.4 10 4.3 10 Q0 10 0 5 Q0 0 4.3 0 Q6.4 0 7.6 1.6",
  d: `${BOWL} M8 14 L8 0`,
  e: "M0 5.3 L8 5.3 Q8 10 4 10 Q0 10 0 5 Q0 0 4.3 0 Q6.4 0 7.6 1.6",
  f: "M5.2 13.8 Q2.2 14.6 2.2 11 L2.2 0 M0 9.6 L4.8 9.6",
  g: `${BOWL} M8 10 L8 -0.4 Q8 -4 4 -4 Q1.8 -4 0.8 -2.8`,
  h: "M0 14 L0 0 M0 6 Q0.2 10 3.8 10 Q7 10 7 6.4 L7 0",
  i: "M0 10 L0 0 D0 13.6",
  ı: "M0 10 L0 0",
  j: "M2 10 L2 -1.4 Q2 -4 0 -4 D2 13.6",
  k: "M0 14 L0 0 M6.6 10 L0 4 M2.7 6.4 L7 0",
  l: "M0 14 L0 0",
  m: "M0 10 L0 0 M0 6.4 Q0.2 10 3.2 10 Q5.8 10 5.8 6.6 L5.8 0 M5.8 6.4 Q6 10 9 10 Q11.6 10 11.6 6.6 L11.6 0",
  n: ARCH,
  o: "E4.2 5 4.2 5",
  p: `M0 10 L0 -4 ${BOWL}`,
  q: `${BOWL} M8 10 L8 -4`,
  r: "M0 10 L0 0 M0 6 Q0.4 10 4.2 9.8",
  s: "M6.4 8.6 Q5.4 10 3.5 10 Q0.4 10 0.4 7.5 Q0.4 5.6 3.5 5.1 Q6.8 4.6 6.8 2.5 Q6.8 0 3.5 0 Q1.2 0 0 1.6",
  t: "M2.2 13.2 L2.2 2.6 Q2.2 -0.2 5 0.3 M0 9.6 L4.8 9.6",
  u: "M0 10 L0 3.6 Q0 0 3.3 0 Q6.8 0 7 4 M7 10 L7 0",
  v: "M0 10 L3.8 0 L7.6 10",
  w: "M0 10 L2.9 0 L5.8 9.4 L8.7 0 L11.6 10",
  x: "M0 10 L7 0 M7 10 L0 0",
  y: "M0 10 L3.9 0.2 M7.8 10 L3.2 -2.4 Q2.4 -4.2 0.4 -4",
  z: "M0.2 10 L6.8 10 L0 0 L7 0",
  A: "M0 0 L5.2 14 L10.4 0 M1.8 4.8 L8.6 4.8",
  B: "M0 7.4 L4.6 7.4 Q8.8 7.4 8.8 3.7 Q8.8 0 4.6 0 L0 0 L0 14 L4.4 14 Q8 14 8 10.7 Q8 7.4 4.4 7.4",
  C: "M10.4 11.6 Q8.8 14 6 14 Q0 14 0 7 Q0 0 6 0 Q8.8 0 10.4 2.4",
  D: "M0 0 L0 14 L4 14 Q10.4 14 10.4 7 Q10.4 0 4 0 L0 0",
  E: "M8 14 L0 14 L0 0 L8 0 M0 7.3 L7 7.3",
  F: "M8 14 L0 14 L0 0 M0 7.2 L6.8 7.2",
  G: "M10.4 11.6 Q8.8 14 6 14 Q0 14 0 7 Q0 0 6 0 Q10.8 0 11 6.2 L6.8 6.2",
  H: "M0 0 L0 14 M9.6 0 L9.6 14 M0 7.3 L9.6 7.3",
  I: "M0 0 L0 14",
  J: "M5 14 L5 4 Q5 0 2.4 0 Q0.6 0 0 1.4",
  K: "M0 14 L0 0 M8.6 14 L0 5.2 M3.2 8.5 L9 0",
  L: "M0 14 L0 0 L7.4 0",
  M: "M0 0 L0 14 L5.8 4 L11.6 14 L11.6 0",
  N: "M0 0 L0 14 L9.6 0 L9.6 14",
  O: "E6 7 6 7",
  P: PEE,
  Q: "E6 7 6 7 M7.6 3.6 L11.6 -1",
  R: `${PEE} M4.4 6.8 L8.9 0`,
  S: "M8.2 12 Q6.8 14 4.4 14 Q0.5 14 0.5 10.6 Q0.5 8 4.5 7.2 Q8.8 6.4 8.8 3.5 Q8.8 0 4.4 0 Q1.4 0 0 2.2",
  T: "M0 14 L9.6 14 M4.8 14 L4.8 0",
  U: "M0 14 L0 5 Q0 0 4.7 0 Q9.4 0 9.4 5 L9.4 14",
  V: "M0 14 L5 0 L10 14",
  W: "M0 14 L3.6 0 L7.2 13 L10.8 0 L14.4 14",
  X: "M0 14 L9 0 M9 14 L0 0",
  Y: "M0 14 L4.8 7 L9.6 14 M4.8 7 L4.8 0",
  Z: "M0.2 14 L8.8 14 L0 0 L9 0",
  "0": "E4.2 7 4.2 7",
  "1": "M0.6 11.4 L4 14 L4 0",
  "2": "M0.4 11.2 Q0.8 14 4.2 14 Q8 14 8 10.4 Q8 8 5.4 5.4 L0 0 L8.4 0",
  "3": "M0.6 12.2 Q1.8 14 4.2 14 Q7.8 14 7.8 10.8 Q7.8 7.6 3.8 7.6 Q8.4 7.6 8.4 3.8 Q8.4 0 4.2 0 Q1.2 0 0 2.2",
  "4": "M6.4 0 L6.4 14 L0 4 L8.8 4",
  "5": "M7.6 14 L1.4 14 L0.8 7.6 Q2.2 8.8 4.2 8.8 Q8.4 8.8 8.4 4.4 Q8.4 0 4 0 Q1.4 0 0 2",
  "6": "M6.8 14 Q0 11.4 0 4.6 E4.2 4.4 4.2 4.4",
  "7": "M0 14 L8.2 14 L2.8 0",
  "8": "E4.2 10.7 3.6 3.3 E4.2 3.7 4.2 3.7",
  "9": "E4.2 9.6 4.2 4.4 M8.4 9.4 Q8.4 2.6 1.8 0",
  ".": "D0 0.4",
  ",": "M0.8 0.6 L0 -2.4",
  ":": "D0 0.4 D0 8.6",
  ";": "M0.8 0.6 L0 -2.4 D0.8 8.6",
  "-": "M0 5.2 L5 5.2",
  "−": "M0 6 L8 6",
  "–": "M0 5.2 L8 5.2",
  "—": "M0 5.2 L12 5.2",
  "·": "D0 6",
  "/": "M0 -1.4 L5.6 15",
  "(": "M3.4 15.4 Q0 12 0 6.4 Q0 0.8 3.4 -2.6",
  ")": "M0 15.4 Q3.4 12 3.4 6.4 Q3.4 0.8 0 -2.6",
  σ: "E4 5 4 5 M4 10 L8.6 10",
  "[": "M3.4 15.4 L0 15.4 L0 -2.6 L3.4 -2.6",
  "]": "M0 15.4 L3.4 15.4 L3.4 -2.6 L0 -2.6",
  "%": "M0.6 0 L9.6 14 E2.6 11.4 2.6 2.6 E7.6 2.6 2.6 2.6",
  "=": "M0 8 L8 8 M0 4 L8 4",
  "+": "M0 6 L8 6 M4 10 L4 2",
  "×": "M0.6 9.4 L7.4 2.6 M7.4 9.4 L0.6 2.6",
  "<": "M7.4 10.4 L0 6 L7.4 1.6",
  ">": "M0 10.4 L7.4 6 L0 1.6",
  "'": "M0 14 L0 10.4",
  "’": "M0.8 14 L0 10.8",
  "?": "M0 11.4 Q0.6 14 3.6 14 Q7.2 14 7.2 10.8 Q7.2 8.8 5 7.2 Q3.6 6 3.6 4.2 D3.6 0.4",
  "¿": "M7.2 2.6 Q6.6 0 3.6 0 Q0 0 0 3.2 Q0 5.2 2.2 6.8 Q3.6 8 3.6 9.8 D3.6 13.6",
  "!": "M0 14 L0 4.4 D0 0.4",
  _: "M0 -2 L8 -2",
  "#": "M2.2 0 L4 14 M6.4 0 L8.2 14 M0.4 9.4 L9.6 9.4 M0 4.6 L9.2 4.6",
  β: "M0 -4 L0 10.4 Q0 14 3.6 14 Q7 14 7 10.9 Q7 8 3.2 7.8 Q7.8 7.6 7.8 3.8 Q7.8 0 4 0 Q1.4 0 0 2",
  // Marks over a small letter; over a capital they are four higher.
  "\u0301": "M-1 12.4 L1.4 14.6",
  "\u0303": "M-3 12.8 Q-1.6 14.6 0 13.6 Q1.6 12.6 3 14.2",
  "\u0308": "D-2 13.4 D2 13.4",
};

/** Between letters, and that of a space. */
const GAP = 3.4;
const SPACE = 6;

interface Glyph {
  readonly strokes: readonly (readonly Point[])[];
  readonly width: number;
}

const glyphs = new Map<string, Glyph>();

function glyphOf(sign: string): Glyph | undefined {
  const path = LETTERS[sign];
  if (path === undefined) return undefined;
  let found = glyphs.get(sign);
  if (!found) {
    const strokes = strokesOf(path);
    const widest = Math.max(...strokes.flat().map(([x]) => x));
    found = { strokes, width: widest };
    glyphs.set(sign, found);
  }
  return found;
}

function strokesOf(path: string): readonly (readonly Point[])[] {
  const strokes: Point[][] = [];
  for (const [, command, numbers] of path.matchAll(/([MLQED])([^MLQED]*)/g)) {
    const [a, b, c, d] = numbers.trim().split(" ").map(Number);
    const last = strokes.at(-1) ?? [];
    if (command === "M" || command === "D") strokes.push([[a, b]]);
    else if (command === "L") last.push([a, b]);
    else if (command === "E") strokes.push(Array.from({ length: 25 }, (_, i) => around([a, b, c, d], i / 24)));
    else {
      const from = last[last.length - 1];
      for (let i = 1; i <= 8; i++) last.push(parabola(from, [a, b], [c, d], i / 8));
    }
  }
  return strokes;
}

const around = ([cx, cy, rx, ry]: readonly number[], turn: number): Point => [
  cx + rx * Math.cos(2 * Math.PI * turn),
  cy + ry * Math.sin(2 * Math.PI * turn),
];

const parabola = (from: Point, by: Point, to: Point, t: number): Point => {
  const [p, q, r] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
  return [p * from[0] + q * by[0] + r * to[0], p * from[1] + q * by[1] + r * to[1]];
};

/** A letter taken apart: what it is without its marks, and they. */
function partsOf(sign: string): readonly string[] {
  const [base, ...marks] = [...sign.normalize("NFD")];
  return marks.length > 0 && base === "i" ? ["ı", ...marks] : [base, ...marks];
}

/** Whether there is a letter for every sign of a text. */
export const canWrite = (text: string): boolean =>
  [...text.normalize("NFC")].every((sign) => sign === " " || partsOf(sign).every((part) => part in LETTERS));

export interface Written {
  /** y downwards from the line that letters stand on. */
  readonly strokes: readonly (readonly Point[])[];
  readonly width: number;
}

/** A text whose capitals are `height` high, from x = 0. Signs without a letter are left out. */
export function written(text: string, height: number): Written {
  const scale = height / 14;
  const strokes: Point[][] = [];
  let x = 0;
  let end = 0;
  for (const sign of text.normalize("NFC")) {
    const [base, ...marks] = partsOf(sign);
    const glyph = glyphOf(base);
    if (!glyph) {
      if (sign === " ") x += SPACE;
      continue;
    }
    const put = ({ strokes: own }: Glyph, dx: number, dy: number) => {
      for (const stroke of own)
        strokes.push(stroke.map(([px, py]): Point => [scale * (x + px + dx), -scale * (py + dy)]));
    };
    put(glyph, 0, 0);
    const isCapital = base !== base.toLowerCase();
    for (const mark of marks) {
      const over = glyphOf(mark);
      if (over) put(over, glyph.width / 2, isCapital ? 4 : 0);
    }
    end = x + glyph.width;
    x = end + GAP;
  }
  return { strokes, width: scale * end };
}

/** Lines of at most `width`, cut between words; a word that is too long stands alone. */
export function wrapped(text: string, height: number, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines[lines.length - 1];
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && written(longer, height).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
