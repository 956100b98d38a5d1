/** The mean loss of a net and its derivatives by all that it learns, on the reference in float64: what finite differences are taken of. */
import { float64 } from "../../shared/nets/arithmetic.ts";
import { grad } from "../../shared/nets/grad.ts";
import type { Model } from "../../shared/nets/model.ts";
import { sum } from "../../shared/nets/ops/sum.ts";
import { parametersOf, planOf } from "../../shared/nets/plan.ts";
import { scalarProgram } from "../../shared/nets/scalar.ts";
import { sizeOf } from "../../shared/nets/tensor.ts";
import { fillNormal32 } from "../../shared/random/index.ts";
import type { Key } from "../../shared/random/key.ts";

/** `key`: of the step, for what is random. */
export function inDoubles(model: Model, inputs: Float32Array, rows: number, key: Key = [0, 0]) {
  const { losses } = model.build(rows, true);
  const layout = parametersOf([losses]);
  const loss = sum(losses);
  const slopes = grad(
    loss,
    layout.parts.map(({ tensor }) => tensor),
  );
  const gradients = Object.fromEntries(layout.parts.map(({ name }, i) => [name, slopes[i]]));
  const plan = planOf({ outputs: { loss }, gradients }, layout);
  const memory = {
    parameters: new Float64Array(layout.count),
    gradients: new Float64Array(layout.count),
    arena: new Float64Array(plan.arena),
  };
  const program = scalarProgram<Float64Array>(plan, rows, float64, [], ({ block, offset }, size) =>
    memory[block].subarray(offset, offset + size),
  );
  const lossAt = (parameters: Float64Array) => {
    memory.parameters.set(parameters);
    program.input("x").set(inputs);
    program.run(0, key);
    return program.output("loss")[0] / rows;
  };
  return { layout, lossAt, gradient: () => memory.gradients.map((slope) => slope / rows) };
}

/** Of each parameter: its derivative, and that by central differences, whose error is h² times a third derivative and 1e-16/h. */
export function slopesOf(model: Model, inputs: Float32Array, rows: number, key: Key = [0, 0], size = 0.5) {
  const { layout, lossAt, gradient } = inDoubles(model, inputs, rows, key);
  const normals = new Float32Array(layout.count);
  fillNormal32([7, 1], 0, normals);
  const parameters = new Float64Array(layout.count);
  const places = layout.parts.flatMap(({ offset, tensor }) =>
    Array.from({ length: sizeOf(tensor.shape) }, (_, i) => offset + i),
  );
  for (const at of places) parameters[at] = size * normals[at];
  lossAt(parameters);
  const slopes = gradient();
  const h = 1e-6;
  return places.map((at) => {
    const moved = (by: number) => lossAt(parameters.map((value, i) => (i === at ? value + by : value)));
    return { slope: slopes[at], difference: (moved(h) - moved(-h)) / (2 * h) };
  });
}
