/**
 * The permutation test of the maximum mean discrepancy (Gretton et al. 2012, section 6.1 and 8): what it is where the rows of both samples are dealt out
 * again by chance. With K, the kernel between any two rows, and a column of zeros and ones per dealing, all sums within and across the two sides follow
 * from the product of K and these columns, which is taken some rows of K at a time.
 */
import { array } from "../../../arrays.ts";
import { feed } from "../../../nets/leaves.ts";
import { type MachineOf, openNet } from "../../../nets/net.ts";
import { add } from "../../../nets/ops/add.ts";
import { exp } from "../../../nets/ops/exp.ts";
import { matmul } from "../../../nets/ops/matmul.ts";
import { reshape } from "../../../nets/ops/reshape.ts";
import { scale } from "../../../nets/ops/scale.ts";
import { square } from "../../../nets/ops/square.ts";
import { subtract } from "../../../nets/ops/subtract.ts";
import { sumAxis } from "../../../nets/ops/sum.ts";
import type { Tensor } from "../../../nets/tensor.ts";
import { foldIn, permutation } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context, Opener } from "../../lab.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { machineOf } from "../../training.ts";
import { medianBandwidth } from "./mmd.ts";

/** Two samples, rows × columns each, two rows or more of both, and how often they are dealt out again. */
export interface Compared {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly columns: number;
  readonly permutations: number;
}

/** Rows of the matrix of kernels that are there at a time. */
const BLOCK = 250;

/** Steps of a test of so many rows, those of both samples together. */
export const testSteps = (rows: number): number => Math.ceil(rows / BLOCK);

/** Of each dealing: Σᵢⱼ aᵢ kᵢⱼ aⱼ and Σᵢⱼ aᵢ kᵢⱼ, where a is 1 on its first side and 0 on the other. The first dealing has all rows on that side. */
interface Sums {
  readonly sums: Float64Array;
}

/**
 * The process of a test; a step is a block of rows (`testSteps`). Output: `mmd`, the unbiased estimate of the squared discrepancy; `null`, what it is under each
 * permutation; `level`, which it exceeds exactly where the test rejects at 5 %; `p`; `bandwidth` of the kernel.
 */
export function permutationTesting<P>(declare: (params: P, context: Context) => Compared): Opener {
  return drive((params: P, context: Context, { key, saved }: Start<Sums>) => {
    const compared = declare(params, context);
    const n = compared.x.length / compared.columns;
    const pooled = joined(compared.x, compared.y);
    const rows = pooled.length / compared.columns;
    const bandwidth = medianBandwidth(compared.x, compared.y, compared.columns);
    const sides = dealings(n, rows, compared.permutations, key);
    const add = blocks(machineOf(context), pooled, compared.columns, bandwidth, sides);
    const sums = saved?.sums ?? new Float64Array(2 * sides.count);
    return {
      advance: eachStep([], (step) => add(step, sums)),
      save: () => ({ sums }),
      output() {
        const [mmd, ...chance] = estimates(sums, n, rows);
        const level = levelOf(chance);
        const above = chance.filter((one) => one >= mmd).length;
        return {
          mmd: array(Float64Array.of(mmd)),
          null: array(Float64Array.from(chance)),
          level: array(Float64Array.of(level)),
          p: array(Float64Array.of((1 + above) / (1 + chance.length))),
          bandwidth: array(Float64Array.of(bandwidth)),
        };
      },
    };
  });
}

function joined(x: Float32Array, y: Float32Array): Float32Array {
  const out = new Float32Array(x.length + y.length);
  out.set(x);
  out.set(y, x.length);
  return out;
}

/** A column per dealing, rows × count: all rows, the samples as they are, then each permutation, whose first n rows are on the first side. */
function dealings(n: number, rows: number, permutations: number, key: Key) {
  const count = permutations + 2;
  const values = new Float32Array(rows * count);
  for (let row = 0; row < rows; row++) {
    values[row * count] = 1;
    values[row * count + 1] = row < n ? 1 : 0;
  }
  for (let b = 0; b < permutations; b++)
    for (const row of permutation(foldIn(key, b), rows).subarray(0, n)) values[row * count + b + 2] = 1;
  return { values, count };
}

/** Adds what a block of rows gives to the sums: in float32 along a row of kernels, in float64 over the rows. */
function blocks(
  machine: MachineOf,
  pooled: Float32Array,
  columns: number,
  bandwidth: number,
  { values: sides, count }: ReturnType<typeof dealings>,
): (step: number, sums: Float64Array) => void {
  const rows = pooled.length / columns;
  const some = feed("some", [BLOCK, columns]);
  const all = feed("all", [rows, columns]);
  const products = matmul(kernels(some, all, bandwidth), feed("sides", [rows, count]));
  const { program } = openNet(machine, { products }, {});
  program.input("all").set(pooled);
  program.input("sides").set(sides);
  return (step, sums) => {
    const from = step * BLOCK;
    const own = pooled.subarray(from * columns, (from + BLOCK) * columns);
    program.input("some").set(own);
    program.run();
    const told = program.output("products");
    for (let i = 0; i < own.length / columns; i++)
      for (let b = 0; b < count; b++) {
        if (sides[(from + i) * count + b] === 0) continue;
        sums[2 * b] += told[i * count + b];
        sums[2 * b + 1] += told[i * count];
      }
  };
}

/** exp(−‖xᵢ − yⱼ‖²/2h²), by ‖x‖² + ‖y‖² − 2x·y. */
function kernels(x: Tensor, y: Tensor, bandwidth: number): Tensor {
  const norms = (z: Tensor, shape: readonly number[]) => reshape(sumAxis(square(z), -1), shape);
  const lengths = add(norms(x, [x.shape[0], 1]), norms(y, [1, y.shape[0]]));
  return exp(scale(subtract(lengths, scale(matmul(x, y, "NT"), 2)), -1 / (2 * bandwidth * bandwidth)));
}

/** The unbiased estimate of each dealing but the first, from the sums; kernels of a row with itself, 1 each, are taken out. */
function estimates(sums: Float64Array, n: number, rows: number): readonly number[] {
  const m = rows - n;
  const total = sums[0];
  return Array.from({ length: sums.length / 2 - 1 }, (_, b) => {
    const [within, withAll] = sums.subarray(2 * b + 2, 2 * b + 4);
    const across = withAll - within;
    const rest = total - within - 2 * across;
    return (within - n) / (n * (n - 1)) + (rest - m) / (m * (m - 1)) - (2 * across) / (n * m);
  });
}

/** The least value whose p-value, with itself counted, is 5 % or less if it is exceeded: of 199 values the tenth from above. */
function levelOf(chance: readonly number[]): number {
  const sorted = Float64Array.from(chance).sort();
  const above = Math.max(1, Math.floor(0.05 * (chance.length + 1)));
  return sorted[sorted.length - above] ?? Number.POSITIVE_INFINITY;
}
