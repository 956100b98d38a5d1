/** Every operation of random graphs by itself: given what its inputs are by the reference, it gives what the reference gives. */
import { expect, it } from "vitest";
import { float32 } from "../../../shared/nets/arithmetic.ts";
import { grad } from "../../../shared/nets/grad.ts";
import { asInput, asParameter, feed } from "../../../shared/nets/leaves.ts";
import { sum } from "../../../shared/nets/ops/sum.ts";
import { ordered } from "../../../shared/nets/order.ts";
import { parametersOf } from "../../../shared/nets/plan.ts";
import { callOf } from "../../../shared/nets/scalar.ts";
import { sizeOf, type Tensor } from "../../../shared/nets/tensor.ts";
import { webgpuMachine } from "../../../shared/nets/webgpu/machine.ts";
import { kernels } from "../../../shared/nets/webgpu/operations/index.ts";
import { fillWords } from "../../../shared/random/index.ts";
import { type Choice, graphOf, lossesOf } from "../../shared/nets/graphs.ts";
import { thorough } from "../../thorough.ts";
import { KEY, normal, theGpu, ulps } from "./gpu.ts";

/** Every so many graphs awkward numbers are among those of the leaves. */
const GRAPHS = thorough ? 16 : 4;
const ROWS = 3;
const SPECIAL = [NaN, Infinity, -Infinity, 0, -0, 1e30, -1e30, 88, -104, 1e4] as const;

function choicesOf(graph: number): Choice[] {
  const words = new Uint32Array(48);
  fillWords([graph, 12], 0, words);
  const small = [...words].map((word) => word % 1024);
  return Array.from({ length: 12 }, (_, c) => small.slice(4 * c, 4 * c + 4) as unknown as Choice);
}

function numbersOf(name: string, size: number, graph: number): Float32Array {
  const own = Float32Array.from(normal(name, size));
  if (name === "index") return own.map((z) => Math.min(4, Math.floor(Math.abs(2 * z))));
  if (graph % 4 !== 3) return own;
  return own.map((z, i) => ((i * 7 + name.length) % 13 < 2 ? SPECIAL[(i + graph) % SPECIAL.length] : z));
}

/** Values by the reference; `of`: what those of inputs become before. */
function resultOf(
  tensor: Tensor,
  values: ReadonlyMap<Tensor, Float32Array>,
  of = (x: Float32Array) => x,
): Float32Array {
  const y = new Float32Array(sizeOf(tensor.shape)).fill(NaN);
  const memoryOf = (other: Tensor) => (other === tensor ? y : of(values.get(other) as Float32Array));
  const call = callOf(tensor, Number.MAX_SAFE_INTEGER, { key: KEY, firstRow: 0 }, memoryOf);
  tensor.operation.scalar?.(call, float32);
  return y;
}

function valuesOf(tensors: readonly Tensor[], graph: number): ReadonlyMap<Tensor, Float32Array> {
  const values = new Map<Tensor, Float32Array>();
  for (const tensor of tensors) {
    const leaf = asInput(tensor) ?? asParameter(tensor);
    if (leaf) values.set(tensor, numbersOf(leaf.name, sizeOf(tensor.shape), graph));
    else if (tensor.operation.alias) values.set(tensor, values.get(tensor.inputs[0]) as Float32Array);
    else values.set(tensor, resultOf(tensor, values));
  }
  return values;
}

/** Sums of products, in whatever order: 2 n roundings of at most 2⁻²⁴ of the sum of their magnitudes, which the reference gives for the magnitudes of the inputs. */
const SUMS = /^(sum|matmul|dense|batchedMatmul|scatterAdd|(conv|depthwise)2d.*)$/;
/** Sums on the way to what is not one, at most 240 numbers; r up to √10 of rows that are made standard. */
const ROWS_OF = /^(softmax.*|causalSoftmax.*|logSoftmax|bernoulliLoss|standardise.*)$/;

function slackOf(tensor: Tensor, values: ReadonlyMap<Tensor, Float32Array>): (i: number) => number {
  const { operation, inputs } = tensor;
  if (SUMS.test(operation.name)) {
    const all = resultOf(tensor, values, (x) => x.map(Math.abs));
    const terms = Math.max(...inputs.map(({ shape }) => sizeOf(shape)));
    return (i) => terms * 2 ** -23 * all[i];
  }
  if (!ROWS_OF.test(operation.name)) return () => 0;
  const largest = Math.max(
    ...inputs.flatMap((input) => [...(values.get(input) as Float32Array)].map(Math.abs).filter(Number.isFinite)),
  );
  return () => 2 ** -18 * (1 + largest) ** 2;
}

it("every operation of random graphs gives what the reference gives", { timeout: 120_000 }, async () => {
  const tried = new Set<string>();
  for (let graph = 0; graph < GRAPHS; graph++) {
    const losses = lossesOf(graphOf(choicesOf(graph), ROWS), ROWS);
    const parameters = parametersOf([losses]).parts.map(({ tensor }) => tensor);
    const tensors = ordered([losses, ...grad(sum(losses), parameters)]);
    const values = valuesOf(tensors, graph);
    const names = new Map([...values.keys()].map((tensor, i) => [tensor, `${i}`]));
    const isComputed = ({ operation }: Tensor) => operation.name in kernels;
    const computed = tensors.filter(isComputed);
    const alone = computed.map((tensor) => ({
      ...tensor,
      inputs: tensor.inputs.map((input) => feed(names.get(input) as string, input.shape)),
    }));
    const machine = webgpuMachine(await theGpu(), { parts: [], count: 0 });
    const outputs = Object.fromEntries(alone.map((tensor, i) => [`${i}`, tensor]));
    const program = await machine.program({ outputs });
    for (const input of new Set(computed.flatMap(({ inputs }) => inputs)))
      machine.write(program.input(names.get(input) as string), values.get(input) as Float32Array);
    machine.writeSteps([{ key: KEY }]);
    machine.submit((pass) => program.encode(pass, 0));
    const found = await machine.read(computed.map((_, i) => program.output(`${i}`)));
    for (const [t, tensor] of computed.entries()) {
      tried.add(tensor.operation.name);
      const slack = slackOf(tensor, values);
      for (const [i, expected] of (values.get(tensor) as Float32Array).entries())
        if (ulps(found[t][i], expected) > 0 && !(Math.abs(found[t][i] - expected) <= slack(i)))
          expect.fail(
            `graph ${graph}: ${tensor.operation.name} of ${tensor.inputs.map(({ shape }) => `[${shape}]`)}: [${i}] is ${found[t][i]} and not ${expected}`,
          );
    }
  }
  expect(tried.size).toBeGreaterThan(thorough ? 40 : 20);
});
