import { gradientsOf, type Model } from "./model.ts";
import { type Plan, parametersOf, planOf } from "./plan.ts";
import { sizeOf, type Tensor } from "./tensor.ts";

/** What a net asks for, before anything runs: from shapes alone. */
export interface Cost {
  /** Multiply-adds of one pass over the samples; operations without products count their numbers. */
  readonly forward: number;
  /** What derivatives by the parameters add to it. */
  readonly backward: number;
  /** Floats of a block of parameters. There is one more for their gradients, and one for each state of the optimiser. */
  readonly parameters: number;
  /** Floats that a training pass holds besides: inputs, what layers keep for their derivatives, constants. */
  readonly arena: number;
}

/** Of a training pass over `rows` samples: those of a minibatch, or of a part of it that goes through at once. Throws the errors of `build`. */
export function costOf(model: Model, rows: number): Cost {
  const net = model.build(rows, true);
  const layout = parametersOf([net.losses, ...Object.values(net.statistics ?? {})]);
  const outputs = { ...net.outputs, ...net.measures, ...net.statistics, loss: net.losses };
  const forward = multiplyAddsOf(planOf({ outputs }, layout));
  const training = planOf({ outputs, gradients: gradientsOf(net, layout) }, layout);
  return {
    forward,
    backward: multiplyAddsOf(training) - forward,
    parameters: layout.count,
    arena: training.arena,
  };
}

function multiplyAddsOf({ calls }: Plan): number {
  return calls.reduce((total, { tensor }) => total + ofCall(tensor), 0);
}

function ofCall({ operation, inputs, attributes, shape }: Tensor): number {
  const shapes = inputs.map((input) => input.shape);
  return operation.multiplyAdds?.(shapes, attributes, shape) ?? sizeOf(shape);
}
