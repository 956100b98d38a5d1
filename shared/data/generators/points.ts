import { cosTurns, sinTurns } from "../../math/elementary.ts";
import { foldIn, integer, normal, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { defineGenerator } from "./generator.ts";

type Place = readonly [x: number, y: number];
/** A point of class `c` of `classes` without noise; it draws from the key alone. */
type Draw = (key: Key, c: number, classes: number) => Place;

/** What is left free on both sides of the axes of XOR. */
const GAP = 0.05;
const RADIUS = 0.9;
/** Turns of an arm of the spirals, and the share of the radius where it begins. */
export const ARM = { turns: 1.25, start: 0.1 } as const;
/** Centres of the Gaussians lie on a circle of this radius; each has this standard deviation before noise is added. */
export const RING = { radius: 0.65, deviation: 0.1 } as const;
/** Squares on a side of the checkerboard. */
const SQUARES = 4;
/** Height of the wave of the stripes: y − height·sin(πx) lies within ±(1 − height). */
export const WAVE = 0.3;

/** Uniform in [low, high). */
const between = (key: Key, index: number, low: number, high: number) => low + (high - low) * uniform(key, index);

const SHAPES: Readonly<Record<string, Draw>> = {
  xor(key, c) {
    const right = uniform(key, 0) < 0.5 ? -1 : 1;
    const up = c === 0 ? right : -right;
    return [right * between(key, 1, GAP, 1), up * between(key, 2, GAP, 1)];
  },
  circles(key, c, classes) {
    const radius = (RADIUS * (c + 1)) / classes;
    const turn = uniform(key, 0);
    return [radius * cosTurns(turn), radius * sinTurns(turn)];
  },
  moons(key, c) {
    const turn = uniform(key, 0) / 2;
    const [x, y] = [cosTurns(turn), sinTurns(turn)];
    return c === 0 ? [0.6 * (x - 0.5), 0.6 * (y - 0.25)] : [0.6 * (0.5 - x), 0.6 * (0.25 - y)];
  },
  spirals(key, c, classes) {
    const inner = ARM.start * ARM.start;
    const along = Math.sqrt(inner + (1 - inner) * uniform(key, 0));
    const turn = ARM.turns * along + c / classes;
    return [RADIUS * along * cosTurns(turn), RADIUS * along * sinTurns(turn)];
  },
  gaussians(key, c, classes) {
    const turn = c / classes;
    const { radius, deviation } = RING;
    return [radius * cosTurns(turn) + deviation * normal(key, 0), radius * sinTurns(turn) + deviation * normal(key, 1)];
  },
  stripes(key, c, classes) {
    const x = between(key, 0, -1, 1);
    const stripe = c + classes * integer(key, 2, 2);
    const height = (stripe + uniform(key, 2)) / (2 * classes);
    return [x, WAVE * sinTurns(x / 2) + (1 - WAVE) * (2 * height - 1)];
  },
  checkerboard(key, c) {
    const column = integer(key, 0, SQUARES);
    // Of each column every other square: the first is at the bottom or one above it.
    const row = 2 * integer(key, 1, SQUARES / 2) + ((column + c) % 2);
    const side = 2 / SQUARES;
    return [side * (column + uniform(key, 1)) - 1, side * (row + uniform(key, 2)) - 1];
  },
};

/** A point of a shape without noise. */
export const placeOf = (shape: string, ...given: Parameters<Draw>): Place => SHAPES[shape](...given);

/** The density of the ring, with the noise that is added. */
function ringOf(classes: number, noise: number) {
  const { radius, deviation } = RING;
  const turns = Array.from({ length: classes }, (_, c) => c / classes);
  return {
    centres: Float64Array.from(turns.flatMap((turn) => [radius * cosTurns(turn), radius * sinTurns(turn)])),
    deviation: Math.sqrt(deviation * deviation + noise * noise),
  };
}

/** Shapes that may have more than two classes. */
const MANY = ["circles", "spirals", "gaussians", "stripes"] as const;

/**
 * Points of the plane in classes, within about [−1, 1]². Row n is of class n mod k, so that classes are of one size, and depends on the key and n alone.
 * With u uniform in [0, 1), before normal noise of standard deviation `noise` is added to x and to y:
 * xor: |x| and |y| uniform in [0.05, 1), class A where x·y > 0. circles: a point at any angle on the circle of radius 0.9·(c + 1)/k.
 * moons: two half circles of radius 0.6 about (−0.3, −0.15) and (0.3, 0.15), each reaching into the other. spirals: s = √(0.01 + 0.99·u), radius 0.9·s,
 * angle 1.25·s + c/k turns, which is evenly dense along an arm. gaussians: normal of deviation 0.1 about the point at c/k turns on the circle of radius 0.65.
 * stripes: x uniform in [−1, 1), y = 0.3·sin(πx) + 0.7·v, v uniform in the stripes c and c + k of 2·k that share [−1, 1). checkerboard: uniform on
 * the squares of one colour of 4 × 4; the one at the bottom left is of class A.
 */
export const points = defineGenerator({
  id: "points",
  title: { es: "Puntos en el plano", en: "Points in the plane" },
  params: {
    shape: {
      kind: "choice",
      label: { es: "Forma", en: "Shape" },
      help: {
        es: "Cómo están puestas las clases. Solo dos gaussianas se separan con una recta.",
        en: "How the classes lie. A straight line separates two Gaussians only.",
      },
      options: [
        { value: "xor", label: { es: "XOR", en: "XOR" } },
        { value: "circles", label: { es: "Círculos", en: "Circles" } },
        { value: "moons", label: { es: "Lunas", en: "Moons" } },
        { value: "spirals", label: { es: "Espirales", en: "Spirals" } },
        { value: "gaussians", label: { es: "Gaussianas en corro", en: "Ring of Gaussians" } },
        { value: "stripes", label: { es: "Franjas onduladas", en: "Wavy stripes" } },
        { value: "checkerboard", label: { es: "Tablero de ajedrez", en: "Checkerboard" } },
      ],
      default: "moons",
    },
    classes: {
      kind: "integer",
      label: { es: "Clases", en: "Classes" },
      help: {
        es: "Cuántos círculos, brazos, gaussianas o franjas distintas hay.",
        en: "How many circles, arms, Gaussians or kinds of stripe there are.",
      },
      min: 2,
      max: 8,
      default: 2,
      when: { field: "shape", is: MANY },
    },
    count: {
      kind: "integer",
      label: { es: "Puntos", en: "Points" },
      help: { es: "Cuántos puntos, todas las clases juntas.", en: "How many points, all classes together." },
      min: 20,
      max: 20_000,
      default: 500,
      scale: "log",
    },
    noise: {
      kind: "number",
      label: { es: "Ruido", en: "Noise" },
      help: {
        es: "Desviación típica de lo que se mueve cada punto. Con mucho, las clases se mezclan.",
        en: "Standard deviation of each point's shift. With much of it the classes overlap.",
      },
      min: 0,
      max: 0.5,
      default: 0.04,
      step: 0.01,
    },
  },
  cost: ({ count }) => ({ values: 2 * count, bytes: 20 * count, steps: 6 * count }),
  generate(key, { shape, classes, count, noise }) {
    const k = classes ?? 2;
    const draw = SHAPES[shape];
    const values = new Float64Array(2 * count);
    for (let n = 0; n < count; n++) {
      const own = foldIn(key, n);
      const shift = foldIn(own, 1);
      const [x, y] = draw(foldIn(own, 0), n % k, k);
      values.set([x + noise * normal(shift, 0), y + noise * normal(shift, 1)], 2 * n);
    }
    return {
      rows: count,
      columns: 2,
      values,
      names: ["x", "y"],
      labels: Int32Array.from({ length: count }, (_, n) => n % k),
      classes: Array.from("ABCDEFGH".slice(0, k)),
      ...(shape === "gaussians" && { gaussians: ringOf(k, noise) }),
    };
  },
});
