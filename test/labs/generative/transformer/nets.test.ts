/** Both nets: derivatives of all their weights by finite differences in float64, their sizes, what they are trained and measured on. */
import { describe, expect, it } from "vitest";
import { numberWords } from "../../../../shared/data/generators/number-words.ts";
import { tales } from "../../../../shared/data/generators/tales.ts";
import { learntOf, samplesOf } from "../../../../shared/labs/generative/transformer/data.ts";
import { modelOf, type NetKind } from "../../../../shared/labs/generative/transformer/net.ts";
import { measuredOf } from "../../../../shared/labs/generative/transformer/places.ts";
import {
  recurrentUnits,
  weightsOfRecurrent,
  weightsOfTransformer,
} from "../../../../shared/labs/generative/transformer/size.ts";
import { float64 } from "../../../../shared/nets/arithmetic.ts";
import { initialise } from "../../../../shared/nets/initial.ts";
import { gradientsOf, SHARE } from "../../../../shared/nets/model.ts";
import { parametersOf, planOf } from "../../../../shared/nets/plan.ts";
import { scalarProgram } from "../../../../shared/nets/scalar.ts";
import { sizeOf } from "../../../../shared/nets/tensor.ts";
import type { TransformerShape } from "../../../../shared/nets/transformer/index.ts";

const shape: TransformerShape = {
  signs: 5,
  context: 6,
  layers: 2,
  width: 4,
  heads: 2,
  hidden: 6,
  activation: "gelu-tanh",
};
const rows = 2;
const text = [1, 3, 0, 2, 4, 1, 2, 2, 3, 1, 0, 4, 1];

/** Loss and gradients in float64 at given parameters. */
function opened(kind: NetKind, content: "text" | "pairs") {
  const net = modelOf(kind, shape, content).build(rows, true);
  const layout = parametersOf([net.losses]);
  const plan = planOf({ outputs: { losses: net.losses }, gradients: gradientsOf(net, layout) }, layout);
  const memory = {
    parameters: new Float64Array(layout.count),
    gradients: new Float64Array(layout.count),
    arena: new Float64Array(plan.arena),
  };
  const start = new Float32Array(layout.count);
  initialise(layout, start, [2, 9]);
  memory.parameters.set(start);
  const program = scalarProgram<Float64Array>(plan, Number.MAX_SAFE_INTEGER, float64, [], ({ block, offset }, size) =>
    memory[block].subarray(offset, offset + size),
  );
  program.input("x").set(text.slice(0, 12));
  program.input("y").set(text.slice(1, 13));
  if (content === "pairs") program.input("weights").set([0, 0, 0.5, 0.5, 0, 0, 0, 0, 0, 1 / 3, 1 / 3, 1 / 3]);
  program.input(SHARE)[0] = 1 / rows;
  const loss = () => {
    program.run();
    return program.output("losses").reduce((sum, one) => sum + one / rows, 0);
  };
  return { layout, memory, loss };
}

describe.each([
  ["transformer", "text"],
  ["transformer", "pairs"],
  ["recurrent", "text"],
] as const)("the %s on %s", (kind, content) => {
  it("has the gradient of differences, for each of its weights", () => {
    const { layout, memory, loss } = opened(kind, content);
    loss();
    const gradients = memory.gradients.slice();
    const { parameters } = memory;
    const step = 1e-5;
    for (const { name, tensor, offset } of layout.parts) {
      const size = sizeOf(tensor.shape);
      // Of the recurrent net's large matrices every seventh.
      for (let i = 0; i < size; i += size > 300 ? 7 : 1) {
        const at = offset + i;
        const before = parameters[at];
        parameters[at] = before + step;
        const above = loss();
        parameters[at] = before - step;
        const below = loss();
        parameters[at] = before;
        // Differences of float64 at this step are good to about 1e-10.
        expect(Math.abs(gradients[at] - (above - below) / (2 * step)), `${name}[${i}]`).toBeLessThan(1e-8);
      }
    }
  });

  it("has as many weights as is said of it", () => {
    const { parts } = opened(kind, content).layout;
    const count = parts.reduce((sum, { tensor }) => sum + sizeOf(tensor.shape), 0);
    const said =
      kind === "transformer" ? weightsOfTransformer(shape) : weightsOfRecurrent(shape.signs, recurrentUnits(shape));
    expect(count).toBe(said);
  });
});

it("gives the recurrent net as many weights, less than one unit fewer", () => {
  const own = { signs: 60, context: 64, layers: 2, width: 64, heads: 4, hidden: 256 };
  const units = recurrentUnits(own);
  expect(weightsOfRecurrent(60, units)).toBeLessThanOrEqual(weightsOfTransformer(own));
  expect(weightsOfRecurrent(60, units + 1)).toBeGreaterThan(weightsOfTransformer(own));
});

const params = { signs: 128, context: 16, testFraction: 0.2 } as const;

it("measures each held-out character behind the first once, with at least half a window before it", () => {
  const learnt = learntOf(tales.generate([1, 1], { count: 12, language: "en" }), { ...params, content: "text" });
  if (learnt.kind !== "text") throw new Error("not prose");
  const measured = measuredOf(learnt);
  const targets = measured.flatMap(({ y, from, to }) => Array.from(y).slice(from, to));
  expect(targets).toEqual(Array.from(learnt.test.subarray(1)));
  for (const { x, from } of measured.slice(1)) {
    expect(from).toBeGreaterThanOrEqual(params.context / 2 - 1);
    expect(x.length).toBeLessThanOrEqual(params.context);
  }
});

it("learns the answers of lines alone, and holds out lines that are never trained on", () => {
  const table = numberWords.generate([1, 1], { count: 60, below: 200, language: "es" });
  const learnt = learntOf(table, { ...params, content: "pairs" });
  if (learnt.kind !== "pairs") throw new Error("not lines");
  expect([learnt.train.length, learnt.test.length]).toEqual([48, 12]);
  const { x, y, weights, rows: trained } = samplesOf(learnt);
  expect(trained).toBe(48);
  const { context, alphabet } = learnt;
  const line = table.texts?.[50] ?? "";
  const own = Array.from(y.slice(50 * context, 51 * context), (code) => alphabet.signs[code]);
  expect(own.slice(0, line.length + 1).join("")).toBe(`${line}\n`);
  expect(alphabet.signs[x[50 * context]]).toBe("\n");
  const weighed = own.filter((_, t) => (weights?.[50 * context + t] ?? 0) > 0).join("");
  expect(weighed).toBe(`${line.split("=")[1]}\n`);
  const sum = (weights ?? new Float32Array()).slice(50 * context, 51 * context).reduce((a, b) => a + b, 0);
  expect(sum).toBeCloseTo(1, 6);
});

it("refuses what is no list of questions and answers, saying what to do", () => {
  const told = (texts: string[]) =>
    learntOf(
      { rows: 1, columns: 1, values: new Float64Array(1), names: ["text"], texts },
      { ...params, content: "pairs" },
    );
  expect(() => told(["a=b\nno answer\n=c"])).toThrow(
    'lines with a question, "=" and an answer: 1 (must be at least 10',
  );
  expect(() => told([Array.from({ length: 12 }, () => `${"x".repeat(140)}=1`).join("\n")])).toThrow(
    "line of 142 characters",
  );
});
