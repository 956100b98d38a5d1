import { glorot, zeros } from "../initial.ts";
import { parameter } from "../leaves.ts";
import { dense } from "../ops/dense.ts";
import { matmul } from "../ops/matmul.ts";
import { reshape } from "../ops/reshape.ts";
import { sizeOf, type Tensor, told } from "../tensor.ts";
import { checkUnits, inLayer, type WeightOptions } from "./layer.ts";

/** x·W + b on the last axis of x, whatever goes before it: … × inputs to … × units. `<name>.weights`: inputs × units; `<name>.bias`: units. */
export function denseLayer(name: string, x: Tensor, units: number, options: WeightOptions = {}): Tensor {
  const { initial = glorot, bias = true } = options;
  return inLayer(name, () => {
    checkUnits("units", units);
    const inputs = x.shape.at(-1);
    if (inputs === undefined || x.shape.length < 2)
      throw new RangeError(`inputs of shape ${told(x.shape)} (must have rows: reshape first)`);
    const weights = parameter(`${name}.weights`, [inputs, units], initial(inputs, units));
    const rows = x.shape.length === 2 ? x : reshape(x, [sizeOf(x.shape) / inputs, inputs]);
    const y = bias ? dense(rows, weights, parameter(`${name}.bias`, [units], zeros)) : matmul(rows, weights);
    return x.shape.length === 2 ? y : reshape(y, [...x.shape.slice(0, -1), units], x.perSample);
  });
}
