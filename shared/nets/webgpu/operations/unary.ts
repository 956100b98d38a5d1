/** Functions of each number `x`, and slopes: what comes back, `dy`, times the derivative at `x`. The formulas are those of `ops/`, in the same order. */

import type { SnippetName } from "../../../webgpu/snippets/index.ts";
import { sizeOf } from "../../tensor.ts";
import type { SLOPES, UNARY } from "../../unary-codes.ts";
import { each, type GpuCall, type GpuKernels } from "../kernel.ts";

export interface Formula {
  /** An expression. */
  readonly of: string;
  readonly uses?: readonly SnippetName[];
  /** Attributes that it depends on: in the expression `call.` and their name. */
  readonly constants?: readonly string[];
}

export const FUNCTIONS: Readonly<Record<(typeof UNARY)[number], Formula>> = {
  scale: { of: "x * call.factor", constants: ["factor"] },
  shift: { of: "x + call.term", constants: ["term"] },
  square: { of: "x * x" },
  sqrt: { of: "root(x)", uses: ["root"] },
  exp: { of: "expf(x)", uses: ["expf"] },
  log: { of: "logf(x)", uses: ["logf"] },
  abs: { of: "bitcast<f32>(bitcast<u32>(x) & 0x7fffffffu)" },
  sign: { of: "signOf(x)", uses: ["signOf"] },
  clip: { of: "smaller(larger(x, call.low), call.high)", uses: ["extremes"], constants: ["low", "high"] },
  erf: { of: "erff(x)", uses: ["erff"] },
  sigmoid: { of: "sigmoidf(x)", uses: ["sigmoidf"] },
  tanh: { of: "tanhf(x)", uses: ["tanhf"] },
  relu: { of: "select(0f, x, x > 0f || isNaN(x))", uses: ["isNaN"] },
  leakyRelu: { of: "select(x * call.leak, x, !isNaN(x) && x > 0f)", uses: ["isNaN"], constants: ["leak"] },
  elu: { of: "elu(x, call.above, call.below)", uses: ["elu"], constants: ["above", "below"] },
  gelu: { of: "x * cumulative(x)", uses: ["cumulative"] },
  geluTanh: { of: "(0.5f * x) * (1f + bend(x))", uses: ["bend"] },
  softplus: { of: "softplusf(x)", uses: ["softplusf"] },
  silu: { of: "x * sigmoidf(x)", uses: ["sigmoidf"] },
};

export const SLOPE_FUNCTIONS: Readonly<Record<(typeof SLOPES)[number], Formula>> = {
  clipSlope: {
    of: "select(dy, 0f, !isNaN(x) && (x < call.low || x > call.high))",
    uses: ["isNaN"],
    constants: ["low", "high"],
  },
  sigmoidSlope: { of: "dy * (x * (1f - x))" },
  tanhSlope: { of: "dy * (1f - x * x)" },
  reluSlope: { of: "select(dy, 0f, !isNaN(x) && x <= 0f)", uses: ["isNaN"] },
  leakyReluSlope: { of: "select(dy * call.leak, dy, !isNaN(x) && x > 0f)", uses: ["isNaN"], constants: ["leak"] },
  eluSlope: {
    of: "dy * select(x + call.below, call.above, !isNaN(x) && x > 0f)",
    uses: ["isNaN"],
    constants: ["above", "below"],
  },
  geluSlope: { of: "dy * geluSlope(x)", uses: ["geluSlope"] },
  geluTanhSlope: { of: "dy * geluTanhSlope(x)", uses: ["geluTanhSlope"] },
  softplusSlope: { of: "dy * sigmoidf(x)", uses: ["sigmoidf"] },
  siluSlope: { of: "dy * siluSlope(x)", uses: ["siluSlope"] },
};

const constantsOf = ({ constants = [] }: Formula, attributes: unknown) =>
  Object.fromEntries(constants.map((name) => [name, (attributes as Readonly<Record<string, number>>)[name]]));

function kernelsOf(formulas: Readonly<Record<string, Formula>>, operands: readonly string[]): GpuKernels {
  const kernel =
    (formula: Formula) =>
    ({ x, y, shape, attributes }: GpuCall) => [
      each(
        sizeOf(shape),
        `${operands.map((name) => `  let ${name} = memory[call.at_${name} + i];`).join("\n")}\n  memory[call.y + i] = ${formula.of};`,
        {
          integers: { ...Object.fromEntries(operands.map((name, o) => [`at_${name}`, x[o]])), y },
          floats: constantsOf(formula, attributes),
          uses: formula.uses ?? [],
        },
      ),
    ];
  return Object.fromEntries(Object.entries(formulas).map(([name, formula]) => [name, kernel(formula)]));
}

export const unary: GpuKernels = { ...kernelsOf(FUNCTIONS, ["x"]), ...kernelsOf(SLOPE_FUNCTIONS, ["dy", "x"]) };
