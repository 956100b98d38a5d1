/** The functions that deep and shallow nets learn, on [−1, 1] or its square. */
import { cosTurns, sinTurns } from "../../../math/elementary.ts";
import { foldIn, uniform } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { overSquare } from "../../picture.ts";
import type { Target, TrainingParams } from "./fields.ts";

export const inputsOf = (target: Target): 1 | 2 => (target === "sawtooth" ? 1 : 2);

/**
 * sawtooth: a wave of 2^detail straight pieces between −1 and 1, what `detail` folds make. checkerboard: ±1 on detail × detail squares. spirals:
 * cos(angle − 2π · detail · radius), from −1 to 1; 0 at the centre.
 */
export function targetAt(target: Target, detail: number, x: readonly number[]): number {
  switch (target) {
    case "sawtooth": {
      const place = ((x[0] + 1) / 2) * 2 ** detail;
      const piece = Math.min(Math.floor(place), 2 ** detail - 1);
      const along = 2 * (place - piece) - 1;
      return piece % 2 === 0 ? along : -along;
    }
    case "checkerboard": {
      const [column, row] = x.map((xi) => Math.min(detail - 1, Math.floor(((xi + 1) / 2) * detail)));
      return (column + row) % 2 === 0 ? 1 : -1;
    }
    case "spirals": {
      const radius = Math.sqrt(x[0] * x[0] + x[1] * x[1]);
      if (radius === 0) return 0;
      const turns = detail * radius;
      return (cosTurns(turns) * x[0] + sinTurns(turns) * x[1]) / radius;
    }
    default:
      return target satisfies never;
  }
}

export interface Points {
  /** count × inputs. */
  readonly inputs: Float32Array;
  readonly targets: Float32Array;
  readonly count: number;
}

/** The same for every net and every seed: nets are compared, not draws. */
const POINTS: Key = [0x64657074, 0x68];

export function trainingPoints({
  target,
  detail,
  samples,
}: Pick<TrainingParams, "target" | "detail" | "samples">): Points {
  const width = inputsOf(target);
  return pointsAt(target, detail, samples, (n) =>
    Array.from({ length: width }, (_, i) => 2 * uniform(foldIn(POINTS, n), i) - 1),
  );
}

/** Points on a side of the grid that nets are tested on. */
const TEST_SIDE = { 1: 400, 2: 32 } as const;

/** The centres of the cells of a grid over the window. */
export function testPoints({ target, detail }: Pick<TrainingParams, "target" | "detail">): Points {
  const width = inputsOf(target);
  const side = TEST_SIDE[width];
  const at = (i: number) => (2 * i + 1) / side - 1;
  return pointsAt(target, detail, side ** width, (n) =>
    width === 1 ? [at(n)] : [at(n % side), at(Math.floor(n / side))],
  );
}

/** Mean squared error of a function at points, in doubles. */
export function errorAt({ inputs, targets, count }: Points, valueAt: (x: readonly number[]) => number): number {
  const width = inputs.length / count;
  let sum = 0;
  for (let n = 0; n < count; n++) {
    const error = valueAt(Array.from(inputs.subarray(n * width, (n + 1) * width))) - targets[n];
    sum += error * error;
  }
  return sum / count;
}

function pointsAt(target: Target, detail: number, count: number, pointOf: (n: number) => readonly number[]): Points {
  const width = inputsOf(target);
  const inputs = new Float32Array(count * width);
  const targets = new Float32Array(count);
  for (let n = 0; n < count; n++) {
    const own = Float32Array.from(pointOf(n));
    inputs.set(own, n * width);
    targets[n] = targetAt(target, detail, Array.from(own));
  }
  return { inputs, targets, count };
}

/** The function that is learnt, over the line. */
export function targetLine({ target, detail }: Pick<TrainingParams, "target" | "detail">, points = 513) {
  const x = Float64Array.from({ length: points }, (_, i) => (2 * i) / (points - 1) - 1);
  return { x, y: x.map((at) => targetAt(target, detail, [at])) };
}

/** The function that is learnt over the plane: side × side, the first row at the top. */
export const targetField = ({ target, detail }: Pick<TrainingParams, "target" | "detail">, side = 64) =>
  overSquare(side, (x) => targetAt(target, detail, x));
