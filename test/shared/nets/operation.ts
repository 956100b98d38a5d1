/** What every operation must pass: derivatives by finite differences in float64, once and twice, and the same bits on both machines. */
import { expect } from "vitest";
import { float32, float64 } from "../../../shared/nets/arithmetic.ts";
import { grad } from "../../../shared/nets/grad.ts";
import { asInput, feed, input } from "../../../shared/nets/leaves.ts";
import { multiply } from "../../../shared/nets/ops/multiply.ts";
import { sum } from "../../../shared/nets/ops/sum.ts";
import { ordered } from "../../../shared/nets/order.ts";
import { type ParameterLayout, planOf } from "../../../shared/nets/plan.ts";
import { scalarProgram } from "../../../shared/nets/scalar.ts";
import { type Arithmetic, type Floats, type Shape, sizeOf, type Tensor } from "../../../shared/nets/tensor.ts";
import { wasmMachine } from "../../../shared/nets/wasm.ts";
import { fillNormal } from "../../../shared/random/index.ts";
import { fresh } from "../../wasm.ts";

export interface OperationCase {
  readonly name: string;
  /** Of the inputs; those whose number is in `samples` have the samples as first axis. */
  readonly shapes: readonly Shape[];
  readonly samples?: readonly number[];
  build(inputs: readonly Tensor[]): Tensor;
  /** Makes input `i` from standard normals: out of the way of kinks, into the domain. Nothing where it is left out. */
  values?(z: number, i: number): number;
  /** Inputs without derivative: targets, indices. */
  readonly fixed?: readonly number[];
  /** Samples of a shard. */
  readonly segment?: number;
}

const none: ParameterLayout = { parts: [], count: 0 };
export const everySample = Number.MAX_SAFE_INTEGER;

/** Values of tensors without parameters, by the reference, in either precision. */
export function evaluate(
  outputs: readonly Tensor[],
  values: Readonly<Record<string, ArrayLike<number>>>,
  { arithmetic = float64, segment = everySample }: { readonly arithmetic?: Arithmetic; readonly segment?: number } = {},
): Floats[] {
  const plan = planOf({ outputs: Object.fromEntries(outputs.map((tensor, i) => [`${i}`, tensor])) }, none);
  const arena = arithmetic === float32 ? new Float32Array(plan.arena) : new Float64Array(plan.arena);
  const program = scalarProgram<Floats>(plan, segment, arithmetic, [], ({ offset }, size) =>
    arena.subarray(offset, offset + size),
  );
  for (const [name, own] of Object.entries(values)) if (plan.inputs.has(name)) program.input(name).set(own);
  program.run();
  return outputs.map((_, i) => program.output(`${i}`).slice());
}

export function inputsOf({ shapes, samples = [] }: OperationCase): Tensor[] {
  return shapes.map((shape, i) => (samples.includes(i) ? input(`x${i}`, shape) : feed(`x${i}`, shape)));
}

/** Random values for the inputs, and for the weights and directions of the checks. */
export function valuesOf(of: OperationCase, seed = 1): Record<string, Float64Array> {
  const { shapes, values = (z) => z } = of;
  const normals = (size: number, stream: number) => {
    const out = new Float64Array(size);
    fillNormal([seed, stream], 0, out);
    return out;
  };
  const own = shapes.flatMap((shape, i) => [
    [`x${i}`, normals(sizeOf(shape), i).map((z) => values(z, i))] as const,
    [`v${i}`, normals(sizeOf(shape), 100 + i)] as const,
  ]);
  const y = of.build(inputsOf(of));
  return { ...Object.fromEntries(own), r: normals(sizeOf(y.shape), 200) };
}

const STEP = 1e-5;

/** First and second derivatives of Σ r·y by each input against central differences. */
export function checkDerivatives(of: OperationCase, within = 1e-7): void {
  const inputs = inputsOf(of);
  const y = of.build(inputs);
  const values = valuesOf(of);
  const by = inputs.filter((_, i) => !of.fixed?.includes(i));
  const loss = sum(multiply(y, feed("r", y.shape)));
  const slopes = grad(loss, by);
  compare(`slope of ${of.name}`, loss, by, slopes, values, within);
  const along = by.map((tensor, i) => sum(multiply(slopes[i], feed(`v${inputs.indexOf(tensor)}`, tensor.shape))));
  for (const [i, one] of along.entries())
    compare(`slope of slope ${i} of ${of.name}`, one, by, grad(one, by), values, within);
}

function compare(
  what: string,
  loss: Tensor,
  by: readonly Tensor[],
  slopes: readonly Tensor[],
  values: Readonly<Record<string, Float64Array>>,
  within: number,
): void {
  const found = evaluate(slopes, values);
  for (const [i, tensor] of by.entries()) {
    const { name } = tensor.attributes as { readonly name: string };
    for (let at = 0; at < sizeOf(tensor.shape); at++) {
      const moved = (step: number) => {
        const own = values[name].slice();
        own[at] += step;
        return evaluate([loss], { ...values, [name]: own })[0][0];
      };
      const expected = (moved(STEP) - moved(-STEP)) / (2 * STEP);
      const scale = 1 + Math.abs(expected) + Math.abs(evaluate([loss], values)[0][0]);
      const error = Math.abs(found[i][at] - expected) / scale;
      expect(error, `${what} by ${name}[${at}]: ${found[i][at]}, differences give ${expected}`).toBeLessThan(within);
    }
  }
}

/** What float32 has that is awkward. */
const SPECIAL = [
  0,
  -0,
  NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  1,
  -1,
  2 ** -149,
  -(2 ** -149),
  2 ** -126,
  -(2 ** -130),
  3.4028234663852886e38,
  -3.4028234663852886e38,
  89,
  -104,
  2 ** -30,
  -(2 ** -12),
  17,
] as const;

/** Random numbers, then with numbers of all sizes among them, then with special ones as well, then special ones alone. */
const AWKWARD = ["plain", "wide", "special", "all special"] as const;

/** The same bits on WebAssembly as of the reference, of the result and of the gradients by the inputs. NaN payloads are free. */
export function checkBits(of: OperationCase): void {
  const inputs = inputsOf(of);
  const y = of.build(inputs);
  const by = inputs.filter((_, i) => !of.fixed?.includes(i));
  const slopes = y.operation.gradient ? grad(sum(multiply(y, feed("r", y.shape))), by) : [];
  const outputs = [y, ...slopes];
  const { segment = everySample } = of;
  for (const kind of AWKWARD) {
    const values = Object.fromEntries(
      Object.entries(valuesOf(of)).map(([name, own], n) => [name, Float32Array.from(own, awkward(kind, n))]),
    );
    const expected = evaluate(outputs, values, { arithmetic: float32, segment });
    const found = wasmValues(outputs, values, segment);
    for (const [o, own] of expected.entries())
      for (const [i, value] of own.entries())
        if (!Object.is(found[o][i], value))
          expect.fail(
            `${of.name}, ${kind}: ${o === 0 ? "result" : `slope ${o - 1}`} [${i}] is ${found[o][i]} on wasm, ${value} by the reference`,
          );
  }
}

function awkward(kind: (typeof AWKWARD)[number], n: number): (z: number, i: number) => number {
  return (z, i) => {
    if (kind === "all special") return SPECIAL[i % SPECIAL.length];
    const at = (i * 7 + n * 3) % 29;
    if (kind === "special" && at < SPECIAL.length) return SPECIAL[at];
    if (kind !== "plain" && at % 3 === 0) return z * 2 ** (20 * Math.sin(i + n));
    return z;
  };
}

function wasmValues(
  outputs: readonly Tensor[],
  values: Readonly<Record<string, Float32Array>>,
  segment: number,
): Float32Array[] {
  const named = Object.fromEntries(outputs.map((tensor, i) => [`${i}`, tensor]));
  const program = wasmMachine(fresh("tensors"), none).program({ outputs: named }, { segment });
  const inputs = ordered(outputs).flatMap((tensor) => asInput(tensor)?.name ?? []);
  // First NaN everywhere: no kernel may count on what it finds.
  for (const name of inputs) program.input(name).fill(NaN);
  program.run();
  for (const name of inputs) program.input(name).set(values[name]);
  program.run();
  return outputs.map((_, i) => program.output(`${i}`).slice());
}
