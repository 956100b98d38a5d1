/** A device of the software adapter that Chromium has, and what a net gives on it beside what the reference gives. */
import { expect } from "vitest";
import { type ParameterLayout, parametersOf, planOf, type Wanted } from "../../../shared/nets/plan.ts";
import { scalarMachine } from "../../../shared/nets/scalar.ts";
import { sizeOf, type Tensor } from "../../../shared/nets/tensor.ts";
import { webgpuMachine } from "../../../shared/nets/webgpu/machine.ts";
import { fillNormal32 } from "../../../shared/random/index.ts";
import type { Gpu, GpuDevice } from "../../../shared/webgpu/gpu.ts";

/** An adapter gives one device. */
export async function openGpu(): Promise<Gpu> {
  const adapter = await navigator.gpu?.requestAdapter();
  if (!adapter)
    throw new Error(
      "this Chromium has no WebGPU (its software adapter is switched on by flags, see test/vitest.config.ts)",
    );
  const device = await adapter.requestDevice();
  let trouble: string | undefined;
  device.lost.then(({ message }) => {
    trouble ??= `lost: ${message}`;
  });
  device.addEventListener("uncapturederror", ({ error }) => {
    trouble ??= error.message;
  });
  return { device: device as unknown as GpuDevice, trouble: () => trouble };
}

let shared: Promise<Gpu> | undefined;

/** One for all tests of a file. */
export function theGpu(): Promise<Gpu> {
  shared ??= openGpu();
  return shared;
}

/** The numbers of an input or a parameter, by its name. */
export type Given = (name: string, size: number) => ArrayLike<number>;

/** Standard normals that follow from the name. */
export const normal: Given = (name, size) => {
  const out = new Float32Array(size);
  fillNormal32([name.length, [...name].reduce((sum, c) => (31 * sum + (c.codePointAt(0) ?? 0)) >>> 0, 0)], 0, out);
  return out;
};

export const KEY = [3, 4] as const;

/** Of what is wanted, outputs and gradients, on the reference and on the device, by name. */
export async function both(wanted: Wanted, given: Given = normal) {
  const names = { outputs: Object.keys(wanted.outputs), gradients: Object.keys(wanted.gradients ?? {}) };
  const layout = parametersOf([...Object.values(wanted.outputs), ...Object.values(wanted.gradients ?? {})]);
  const inputs = [...planOf(wanted, layout).inputs];
  const parameters = new Float32Array(layout.count);
  for (const { name, tensor, offset } of layout.parts) parameters.set(given(name, sizeOf(tensor.shape)), offset);
  const sliced = (block: Float32Array) => names.gradients.map((name) => [name, partOf(layout, block, name)] as const);

  const scalar = scalarMachine(layout);
  scalar.block("parameters").set(parameters);
  const reference = scalar.program(wanted);
  for (const [name, tensor] of inputs) reference.input(name).set(given(name, sizeOf(tensor.shape)));
  reference.run(0, KEY);
  const expected = Object.fromEntries([
    ...names.outputs.map((name) => [name, reference.output(name).slice()] as const),
    ...sliced(scalar.block("gradients")),
  ]);

  const machine = webgpuMachine(await theGpu(), layout);
  machine.write(machine.block("parameters"), parameters);
  const program = await machine.program(wanted);
  for (const [name, tensor] of inputs)
    machine.write(program.input(name), Float32Array.from(given(name, sizeOf(tensor.shape))));
  machine.writeSteps([{ key: KEY }]);
  // Twice: nothing of the first time may be in the way.
  for (let time = 0; time < 2; time++) machine.submit((pass) => program.encode(pass, 0));
  const read = await machine.read([...names.outputs.map((name) => program.output(name)), machine.block("gradients")]);
  const found = Object.fromEntries([
    ...names.outputs.map((name, i) => [name, read[i]] as const),
    ...sliced(read[names.outputs.length]),
  ]);
  return { expected, found };
}

function partOf({ parts }: ParameterLayout, block: Float32Array, name: string): Float32Array {
  const part = parts.find((one) => one.name === name);
  if (!part) throw new Error(`no parameter ${name}`);
  return block.slice(part.offset, part.offset + sizeOf(part.tensor.shape));
}

const bits = new DataView(new ArrayBuffer(4));

/** Where a float32 stands among all: neighbours differ by 1, and −0 is 0. What is subnormal counts as 0, as devices may have it. */
function rank(x: number): number {
  if (Math.abs(x) < 2 ** -126) return 0;
  bits.setFloat32(0, x);
  const magnitude = bits.getUint32(0) & 0x7fffffff;
  return x < 0 ? -magnitude : magnitude;
}

/** How far two float32 are apart in units of the last place; infinite where one alone is NaN. */
export function ulps(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) === Number.isNaN(b) ? 0 : Number.POSITIVE_INFINITY;
  return Math.abs(rank(a) - rank(b));
}

export interface Tolerance {
  /** Units of the last place. */
  readonly ulps?: number;
  /** Or a difference of so much, for what cancels. */
  readonly within?: number;
}

export function expectClose(
  found: Readonly<Record<string, Float32Array>>,
  expected: Readonly<Record<string, Float32Array>>,
  { ulps: most = 0, within = 0 }: Tolerance = {},
): void {
  for (const [name, own] of Object.entries(expected))
    for (const [i, value] of own.entries())
      if (ulps(found[name][i], value) > most && !(Math.abs(found[name][i] - value) <= within))
        expect.fail(`${name}[${i}] is ${found[name][i]} and not ${value} (${ulps(found[name][i], value)} ulp off)`);
}

/** The same outputs on both. */
export async function expectSame(
  outputs: Readonly<Record<string, Tensor>>,
  tolerance: Tolerance = {},
  given: Given = normal,
): Promise<void> {
  const { expected, found } = await both({ outputs }, given);
  expectClose(found, expected, tolerance);
}
