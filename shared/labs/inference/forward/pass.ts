/** One sample through the net, by the engine that trains nets. */
import { type Arrays, array } from "../../../arrays.ts";
import type { Chain } from "../../../nets/chain.ts";
import type { Context } from "../../lab.ts";
import { totalCost } from "../../nets/chain/shapes.ts";
import { openTrained } from "../../nets/trained.ts";
import { type ClassifierTensors, trainedClassifier } from "../model.ts";

/** What comes out of the layers, each with a name: `tensor<l>` of layer l. */
export function numbered({ layers, x }: Pick<ClassifierTensors, "layers" | "x">) {
  // Layers that pass on what they were given are not computed again.
  const own = layers.map((tensor, l) => [`tensor${l}`, tensor, l === 0 ? x : layers[l - 1]] as const);
  return Object.fromEntries(
    own.filter(([, tensor, before]) => tensor !== before).map(([name, tensor]) => [name, tensor]),
  );
}

/**
 * Output: `tensor<l>`, the numbers behind each layer l that computes some, in the shape of one sample; `output`, those of the last; `input`; and of the whole
 * net, once: `macs`, multiply-adds, `parameters`, and `bytes` of its weights as float32.
 */
export function passThrough(context: Context, chain: Chain, weights: Arrays, sample: Float32Array): Arrays {
  const { program, wanted } = openTrained(context, trainedClassifier(chain, weights), 1, (tensors) => ({
    ...numbered(tensors),
    output: tensors.probabilities,
  }));
  program.input("x").set(sample);
  program.run();
  const { macs, parameters, weightBytes } = totalCost(chain);
  const number = (value: number) => array(Float64Array.of(value));
  return {
    input: array(sample.slice(), chain.input),
    ...Object.fromEntries(
      Object.entries(wanted).map(([name, { shape }]) => [name, array(program.output(name).slice(), shape.slice(1))]),
    ),
    macs: number(macs),
    parameters: number(parameters),
    bytes: number(weightBytes),
  };
}
