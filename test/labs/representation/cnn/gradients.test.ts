import { expect, test } from "vitest";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { type CnnParams, cnnFields } from "../../../../shared/labs/representation/cnn/fields.ts";
import { cnnModel } from "../../../../shared/labs/representation/cnn/net.ts";
import { float64 } from "../../../../shared/nets/arithmetic.ts";
import { grad } from "../../../../shared/nets/grad.ts";
import { sum } from "../../../../shared/nets/ops/sum.ts";
import { type Plan, parametersOf, planOf } from "../../../../shared/nets/plan.ts";
import { scalarProgram } from "../../../../shared/nets/scalar.ts";
import { sizeOf } from "../../../../shared/nets/tensor.ts";
import { fillNormal } from "../../../../shared/random/index.ts";

const size = { height: 7, width: 6, channels: 3 } as const;
const ROWS = 3;
const CLASSES = 4;
const STEP = 1e-5;

/** The whole net in float64, and the slopes of its summed loss by all parameters. */
function lossAndSlopes(change: Partial<CnnParams>) {
  const params = { ...defaults(cnnFields), channels: [2, 3], dense: [5], ...change } as CnnParams;
  const { losses } = cnnModel(params, size, CLASSES).build(ROWS, false);
  const layout = parametersOf([losses]);
  const loss = sum(losses);
  const slopes = grad(
    loss,
    layout.parts.map(({ tensor }) => tensor),
  );
  const gradients = Object.fromEntries(layout.parts.map(({ name }, i) => [name, slopes[i]]));
  const block = () => new Float64Array(layout.count);
  const memory = { parameters: block(), gradients: block() };
  const programOf = (plan: Plan) => {
    const blocks = { ...memory, arena: new Float64Array(plan.arena) };
    const at: Parameters<typeof scalarProgram<Float64Array>>[4] = ({ block: name, offset }, floats) =>
      blocks[name].subarray(offset, offset + floats);
    const program = scalarProgram<Float64Array>(plan, Number.MAX_SAFE_INTEGER, float64, [], at);
    fillNormal([2, 0], 0, program.input("x"));
    for (let n = 0; n < ROWS; n++) program.input("y")[n * CLASSES + (n % CLASSES)] = 1;
    return program;
  };
  const whole = programOf(planOf({ outputs: { loss }, gradients }, layout));
  // The differences need no slopes.
  const program = programOf(planOf({ outputs: { loss }, gradients: {} }, layout));
  for (const [i, { offset, tensor }] of layout.parts.entries())
    fillNormal([1, i], 0, memory.parameters.subarray(offset, offset + sizeOf(tensor.shape)));
  for (let p = 0; p < layout.count; p++) memory.parameters[p] *= 0.4;
  const lossNow = () => {
    program.run();
    return program.output("loss")[0];
  };
  return { layout, memory, slopes: () => whole.run(), lossNow };
}

test.each<Partial<CnnParams>>([
  { activation: "tanh", pooling: "average" },
  { activation: "relu", pooling: "max" },
  { activation: "silu", pooling: "none", kernel: "5", dense: [] },
])("slopes of the whole net by every weight equal central differences: %o", (change) => {
  const { layout, memory, slopes, lossNow } = lossAndSlopes(change);
  slopes();
  const found = memory.gradients.slice();
  let largest = 0;
  for (const { offset, tensor } of layout.parts)
    for (let p = offset; p < offset + sizeOf(tensor.shape); p++) {
      const own = memory.parameters[p];
      const moved = (step: number) => {
        memory.parameters[p] = own + step;
        return lossNow();
      };
      const expected = (moved(STEP) - moved(-STEP)) / (2 * STEP);
      memory.parameters[p] = own;
      largest = Math.max(largest, Math.abs(found[p] - expected) / (1 + Math.abs(expected)));
    }
  // Central differences in float64 with steps of 1e-5 are good to about 1e-9.
  expect(largest).toBeLessThan(1e-7);
  expect(found.filter((slope) => slope !== 0).length).toBeGreaterThan(layout.count / 3);
});
