// Past the door of math: the home page loads this file, and by the door all of it would come along.
import { pow } from "../../math/power.ts";
import type { WasmModules } from "../../wasm/modules.ts";
import { put, roomOf } from "../../wasm/room.ts";
import { ACTIVATIONS, ADAM, type DenseNet, type Losses, type NetSpec } from "./net.ts";

/** The same net, bit for bit, in a fresh instance of the module `nets`. Without `training` it has no gradient and no moments. */
export function wasmNet(module: WasmModules["nets"], spec: NetSpec, batch: number, training = true): DenseNet {
  const { at, f32 } = roomOf(module);
  const { widths, activations, loss } = spec;
  const layers = widths.length - 1;
  module.setUp(layers, batch, loss === "cross-entropy" ? 1 : 0);
  for (let l = 0; l < layers; l++)
    module.setLayer(l, widths[l], widths[l + 1], l < layers - 1 ? ACTIVATIONS.indexOf(activations[l]) : 0);
  const count = module.ready(training);
  const activation = (layer: number, length: number) => f32(module.activation(layer), length);
  let table = 0;
  let isBytes = true;

  const losses = (rows: number, derive: boolean): Losses => {
    const mean = module.compare(rows, derive);
    return { loss: mean, mse: at("squaredError") / (rows * widths[layers]) };
  };

  return {
    spec,
    batch,
    parameters: () => f32("parameters", count).slice(),
    setParameters: (values) => f32("parameters", count).set(values),
    moments: () => [f32("firstMoment", count).slice(), f32("secondMoment", count).slice()],
    setMoments([first, second]) {
      f32("firstMoment", count).set(first);
      f32("secondMoment", count).set(second);
    },
    gradient: () => f32("gradient", count).slice(),
    loadTable(values) {
      isBytes = values instanceof Uint8Array;
      table = put(module, values);
    },
    load(rows) {
      for (let n = 0; n < rows.length; n++) {
        if (isBytes) module.loadBytes(n, table + rows[n] * widths[0]);
        else module.loadFloats(n, table + rows[n] * widths[0] * 4);
      }
    },
    put: (layer, values) => activation(layer, values.length).set(values),
    forward: (rows, from, to) => module.forward(rows, from, to),
    values(layer, rows) {
      const length = rows * widths[layer];
      if (layer < layers || loss === "mse") return activation(layer, length).slice();
      const logits = activation(layer, length).slice();
      module.squash(rows);
      const out = activation(layer, length).slice();
      activation(layer, length).set(logits);
      return out;
    },
    evaluate(rows) {
      module.forward(rows, 0, layers);
      return losses(rows, false);
    },
    train(rows, optimizer, t) {
      module.forward(rows, 0, layers);
      const result = losses(rows, true);
      module.backward(rows);
      if (optimizer.kind === "adam") {
        const root = Math.sqrt(1 - pow(ADAM.beta2, t));
        module.adam(optimizer.rate / (1 - pow(ADAM.beta1, t)), root, ADAM.beta1, ADAM.beta2, ADAM.epsilon);
      } else module.descend(optimizer.rate, optimizer.momentum);
      return result;
    },
  };
}
