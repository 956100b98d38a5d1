/** Whatever is built of operations, with the slopes of all its parameters, on a GPU beside the reference. */
import { describe, expect, it } from "vitest";
import { float64 } from "../../../shared/nets/arithmetic.ts";
import { grad } from "../../../shared/nets/grad.ts";
import { sum } from "../../../shared/nets/ops/sum.ts";
import { ordered } from "../../../shared/nets/order.ts";
import { parametersOf, planOf, type Wanted } from "../../../shared/nets/plan.ts";
import { scalarProgram } from "../../../shared/nets/scalar.ts";
import { sizeOf } from "../../../shared/nets/tensor.ts";
import { integer } from "../../../shared/random/index.ts";
import { type Choice, graphOf, lossesOf, OPERATIONS } from "../../shared/nets/graphs.ts";
import { thorough } from "../../thorough.ts";
import { both, type Given, KEY, normal } from "./gpu.ts";

/** Each operation once as the last of a graph; some of these unless all are asked for, since an adapter on the processor takes seconds for each. */
const GRAPHS = Object.keys(OPERATIONS)
  .map((_, number) => number)
  .filter((number) => thorough || number % 12 === 0);
const given: Given = (name, size) =>
  name === "index"
    ? Float32Array.from(normal(name, size), (z) => Math.min(4, Math.floor(Math.abs(2 * z))))
    : normal(name, size);

function graph(number: number) {
  const draw = (i: number) => integer([number, 77], i, 1024);
  const length = 2 + (number % 9);
  const choices = Array.from(
    { length },
    (_, c): Choice => [draw(4 * c), draw(4 * c + 1), draw(4 * c + 2), draw(4 * c + 3)],
  );
  const rows = 3 + (number % 4);
  const tensors = graphOf([...choices, [number, draw(4 * length), draw(4 * length + 1), draw(4 * length + 2)]], rows);
  const losses = lossesOf(tensors, rows);
  const { parts } = parametersOf([losses]);
  const slopes = grad(
    sum(losses),
    parts.map(({ tensor }) => tensor),
  );
  const within = new Set(ordered([losses]));
  return {
    outputs: { losses, last: tensors.findLast((tensor) => within.has(tensor)) ?? losses },
    gradients: Object.fromEntries(parts.map(({ name }, i) => [name, slopes[i]])),
  };
}

/** The same in float64: what both are measured by. */
function exact({ outputs, gradients }: Required<Pick<Wanted, "outputs" | "gradients">>) {
  const layout = parametersOf([...Object.values(outputs), ...Object.values(gradients)]);
  const plan = planOf({ outputs, gradients }, layout);
  const memory = {
    parameters: new Float64Array(layout.count),
    gradients: new Float64Array(layout.count),
    arena: new Float64Array(plan.arena),
  };
  for (const { name, tensor, offset } of layout.parts)
    memory.parameters.set(Array.from(given(name, sizeOf(tensor.shape))), offset);
  const program = scalarProgram(plan, Number.MAX_SAFE_INTEGER, float64, [], ({ block, offset }, size) =>
    memory[block].subarray(offset, offset + size),
  );
  for (const [name, tensor] of plan.inputs) program.input(name).set(Array.from(given(name, sizeOf(tensor.shape))));
  program.run(0, KEY);
  const own = layout.parts.filter(({ name }) => name in gradients);
  return Object.fromEntries([
    ...Object.keys(outputs).map((name) => [name, program.output(name).slice()] as const),
    ...own.map(
      ({ name, tensor, offset }) => [name, memory.gradients.slice(offset, offset + sizeOf(tensor.shape))] as const,
    ),
  ]);
}

describe("random graphs on a GPU", () => {
  it.each(GRAPHS)("number %i is as near as on the reference", async (number) => {
    const wanted = graph(number);
    const { expected, found } = await both(wanted, given);
    const truth = exact(wanted);
    for (const [name, values] of Object.entries(truth)) {
      const [here, there] = [expected[name], found[name]];
      // What overflows does so on both.
      const isKnown = (_: unknown, i: number) => Number.isFinite(values[i]) && Number.isFinite(here[i]);
      expect(
        there.filter((x, i) => !isKnown(x, i)),
        name,
      ).toEqual(here.filter((x, i) => !isKnown(x, i)));
      const largest = values.reduce((most, x, i) => (isKnown(x, i) ? Math.max(most, Math.abs(x)) : most), 1);
      const off = (own: Float32Array) =>
        own.reduce((most, x, i) => (isKnown(x, i) ? Math.max(most, Math.abs(x - values[i])) : most), 0);
      // Sums go in another order: their error is of the reference's size, which says how much rounding is carried on.
      expect(off(there), name).toBeLessThanOrEqual(8 * off(here) + 2 ** -22 * largest);
    }
  });
});
