import type { WasmModules } from "../../wasm/modules.ts";
import { roomOf } from "../../wasm/room.ts";
import { SAMPLED_METHODS, type SoftmaxMachine } from "./machine.ts";

/** The same as `scalarMachine`, bit for bit, in a fresh instance of the module `softmax`. */
export function wasmMachine(module: WasmModules["softmax"], words: number, width: number): SoftmaxMachine {
  module.setUp(words, width);
  const { f32, write } = roomOf(module);
  return {
    put({ contexts, outputs, biases }) {
      write("contexts", contexts);
      write("outputs", outputs);
      write("biases", biases);
    },
    take: () => ({
      contexts: f32("contexts", words * width).slice(),
      outputs: f32("outputs", words * width).slice(),
      biases: f32("biases", words).slice(),
    }),
    setNoise({ accept, alias, logQ }) {
      write("accept", accept);
      write("alias", alias);
      write("logQ", logQ);
    },
    loss: (context, word) => module.loss(context, word),
    full: (context, word, rate) => module.full(context, word, rate),
    sampled: (method, context, word, samples, rate, [k0, k1]) =>
      module.sampled(SAMPLED_METHODS.indexOf(method), context, word, samples, rate, k0, k1),
  };
}
