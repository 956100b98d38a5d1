/** Nets of files: a model of another program as a chain of layers under this lab's names, or weights for the net that the parameters describe. */
import type { Arrays, NDArray } from "../../arrays.ts";
import type { ForeignModel, Table } from "../../data/table.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import { type Chain, type ChainLayer, chainTensors } from "../../nets/chain.ts";
import { input } from "../../nets/leaves.ts";
import { parametersOf } from "../../nets/plan.ts";
import { checkWeights } from "../../nets/weights.ts";
import { checkInput, foreignChain } from "../foreign.ts";
import { shapesOf } from "../nets/chain/shapes.ts";

export interface GivenNet {
  readonly chain: Chain;
  readonly weights: Arrays;
}

/**
 * The net of a table with a model. Throws an ExperimentError for a layer that is not known or not followed number by number (it names it), and for
 * pictures or classes that are not those of the data.
 */
export function modelNet(
  model: ForeignModel,
  weights: Arrays,
  size: readonly [number, number, number],
  classes: number,
): GivenNet {
  const read = foreignChain(model, weights);
  checkInput({ ...read, blocks: [] }, model.name, size);
  const isRow = read.chain.input.length === 1;
  const layers: readonly ChainLayer[] = [
    ...(isRow ? ([{ name: "rows", kind: "flatten" }] as const) : []),
    ...read.chain.layers,
  ];
  const names = namesOf(layers);
  const chain = {
    input: size,
    layers: layers.map((layer) => ({ ...layer, name: names.get(layer.name) ?? layer.name })),
  };
  const outputs = shapesOf(chain).at(-1) ?? size;
  if (outputs.length !== 1 || (outputs[0] !== classes && !(outputs[0] === 1 && classes === 2)))
    throw new ExperimentError(
      "data.files",
      "model-outputs",
      `${model.name} has ${outputs.join(" × ")} outputs, the data ask for ${classes} (choose data with as many classes, or another model)`,
      { name: model.name, value: outputs.join(" × "), expected: classes },
    );
  return { chain, weights: renamed(read.weights, names) };
}

/** Layers with weights are layer0, layer1, …, as in weights of all our nets; normalisations by their place. */
function namesOf(layers: readonly ChainLayer[]): ReadonlyMap<string, string> {
  let weighted = 0;
  return new Map(
    layers.map(({ name, kind }, l) => {
      if (kind === "dense" || kind === "convolution" || kind === "depthwise-convolution")
        return [name, `layer${weighted++}`];
      return [name, kind.endsWith("normalisation") ? `norm${l}` : `step${l}`];
    }),
  );
}

function renamed(weights: Arrays, names: ReadonlyMap<string, string>): Arrays {
  return Object.fromEntries(
    Object.entries(weights).map(([name, array]): [string, NDArray] => {
      const cut = name.lastIndexOf(".");
      return [`${names.get(name.slice(0, cut)) ?? name.slice(0, cut)}${name.slice(cut)}`, array];
    }),
  );
}

/** The weights of a file for the net of the parameters. Throws an ExperimentError for those of another net. */
export function ownWeights(chain: Chain, { weights = {} }: Pick<Table, "weights">): Arrays {
  const { output } = chainTensors(chain, input("x", [1, ...chain.input]), false);
  const layout = parametersOf([output]);
  checkWeights(layout, weights);
  return Object.fromEntries(layout.parts.map(({ name }) => [name, weights[name]]));
}
