import { constant } from "./leaves.ts";
import { add } from "./ops/add.ts";
import { ordered } from "./order.ts";
import { sizeOf, type Tensor, told } from "./tensor.ts";

/**
 * Derivatives of `loss`, one number, by each of `by` (reverse mode): formulas of the same graph, which can be derived again. Zeros where the
 * loss does not depend on a tensor. Throws a RangeError for a loss of more than one number, and for an operation without derivative on the way.
 */
export function grad(loss: Tensor, by: readonly Tensor[]): readonly Tensor[] {
  if (sizeOf(loss.shape) !== 1) throw new RangeError(`loss of shape ${told(loss.shape)} (must be one number: sum it)`);
  const order = ordered([loss]);
  const needed = dependents(order, by);
  const slopes = new Map<Tensor, Tensor>([[loss, constant(1, loss)]]);
  for (let at = order.length - 1; at >= 0; at--) {
    const tensor = order[at];
    const slope = slopes.get(tensor);
    if (slope === undefined || !tensor.inputs.some((input) => needed.has(input))) continue;
    const { operation, inputs } = tensor;
    if (!operation.gradient)
      throw new RangeError(`${operation.name} has no derivative (it cannot stand between parameters and loss)`);
    for (const [i, part] of operation.gradient(tensor, slope).entries()) {
      if (part === null || !needed.has(inputs[i])) continue;
      const sofar = slopes.get(inputs[i]);
      slopes.set(inputs[i], sofar ? add(sofar, part) : part);
    }
  }
  return by.map((tensor) => slopes.get(tensor) ?? constant(0, tensor));
}

/** Those of `order` that depend on one of `by`, and these. */
function dependents(order: readonly Tensor[], by: readonly Tensor[]): ReadonlySet<Tensor> {
  const found = new Set(by);
  for (const tensor of order) if (tensor.inputs.some((input) => found.has(input))) found.add(tensor);
  return found;
}
