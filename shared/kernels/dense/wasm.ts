import { pow } from "../../math/index.ts";
import { ACTIVATIONS, ADAM, type DenseNet, type Losses, type NetSpec } from "./net.ts";

/** Exports of shared/kernels/dense/assembly/nets.module.ts. */
interface NetsModule {
  readonly memory: { readonly buffer: ArrayBuffer };
  alloc(bytes: number): number;
  setUp(layers: number, batch: number, crossEntropy: number): void;
  setLayer(l: number, inputs: number, outputs: number, activation: number): void;
  ready(training: number): number;
  activation(l: number): number;
  loadBytes(n: number, from: number): void;
  loadFloats(n: number, from: number): void;
  forward(rows: number, from: number, to: number): void;
  squash(rows: number): void;
  compare(rows: number, derive: number): number;
  backward(rows: number): void;
  adam(rate: number, root: number, beta1: number, beta2: number, epsilon: number): void;
  descend(rate: number, momentum: number): void;
}
type Pointer = "parameters" | "gradient" | "firstMoment" | "secondMoment" | "squaredError";

/** The same net, bit for bit, in a fresh instance of the module `nets`. Without `training` it has no gradient and no moments. */
export function wasmNet(exports: Record<string, unknown>, spec: NetSpec, batch: number, training = true): DenseNet {
  const module = exports as unknown as NetsModule;
  const { widths, activations, loss } = spec;
  const layers = widths.length - 1;
  module.setUp(layers, batch, loss === "cross-entropy" ? 1 : 0);
  for (let l = 0; l < layers; l++)
    module.setLayer(l, widths[l], widths[l + 1], l < layers - 1 ? ACTIVATIONS.indexOf(activations[l]) : 0);
  const count = module.ready(training ? 1 : 0);
  const at = (name: Pointer) => Number((exports[name] as { readonly value: number }).value);
  const floats = (address: number, length: number) => new Float32Array(module.memory.buffer, address, length);
  const block = (name: Pointer) => floats(at(name), count);
  let table = 0;
  let isBytes = true;

  const losses = (rows: number, derive: boolean): Losses => {
    const mean = module.compare(rows, derive ? 1 : 0);
    return { loss: mean, mse: at("squaredError") / (rows * widths[layers]) };
  };

  return {
    spec,
    batch,
    parameters: () => block("parameters").slice(),
    setParameters: (values) => block("parameters").set(values),
    moments: () => [block("firstMoment").slice(), block("secondMoment").slice()],
    setMoments([first, second]) {
      block("firstMoment").set(first);
      block("secondMoment").set(second);
    },
    gradient: () => block("gradient").slice(),
    loadTable(values) {
      isBytes = values instanceof Uint8Array;
      table = module.alloc(values.byteLength);
      if (values instanceof Uint8Array) new Uint8Array(module.memory.buffer, table, values.length).set(values);
      else floats(table, values.length).set(values);
    },
    load(rows) {
      for (let n = 0; n < rows.length; n++) {
        if (isBytes) module.loadBytes(n, table + rows[n] * widths[0]);
        else module.loadFloats(n, table + rows[n] * widths[0] * 4);
      }
    },
    put: (layer, values) => floats(module.activation(layer), values.length).set(values),
    forward: (rows, from, to) => module.forward(rows, from, to),
    values(layer, rows) {
      const length = rows * widths[layer];
      if (layer < layers || loss === "mse") return floats(module.activation(layer), length).slice();
      const logits = floats(module.activation(layer), length).slice();
      module.squash(rows);
      const out = floats(module.activation(layer), length).slice();
      floats(module.activation(layer), length).set(logits);
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
