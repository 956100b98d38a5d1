/** Nets of other programs that this lab trains on: dense layers, each normalised, bent and thinned out as the parameters say, under the lab's names. */
import type { Arrays } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import type { ExperimentError } from "../../../experiment/errors.ts";
import { parametersOf } from "../../../nets/plan.ts";
import { checkWeights as checkNetWeights } from "../../../nets/weights.ts";
import { alike, type Block, checkInput, checkParams, endWeights, foreignNet, unknownLayer } from "../../foreign.ts";
import { foreignNotices, keptFrom } from "../../foreign-kept.ts";
import { adoptedWeights, unitsOf } from "../../nets/adopted.ts";
import { endsOf } from "./data.ts";
import { ACTIVATIONS, type MlpTaskParams } from "./fields.ts";
import { mlpModel } from "./net.ts";
import { activationsOf } from "./size.ts";

export { foreignNotices };

/**
 * The weights that training begins with, by the lab's names; undefined where there are none. Throws an ExperimentError: for a model with a layer that this lab does not
 * have (it names it), for inputs or outputs that are not those of the data, and at the first parameter that is not the model's, with the value that is.
 */
export function initialWeights(params: MlpTaskParams, table: Table): Arrays | undefined {
  const { model, weights = {} } = table;
  if (!model) return table.weights;
  const { name } = model;
  const net = foreignNet(model, weights);
  const ends = endsOf(table, params);
  checkInput(net, name, [ends.inputs]);
  const hidden = net.blocks.slice(0, -1);
  const activations = hidden.map((block) => activationOf(name, block));
  const end = endWeights(net, name, ends.outputs, ends.classes);
  checkParams(
    name,
    {
      ...params,
      activations: activationsOf({
        ...params,
        hidden: hidden.map(() => 1),
        activations: knownOr(params, hidden.length),
      }).join(", "),
    },
    {
      hidden: hidden.map(unitsOf).join(", "),
      activations: activations.join(", "),
      normalisation: alike(name, hidden, normalisationOf) ?? "none",
      dropout: alike(name, hidden, ({ dropout }) => dropout) ?? 0,
    },
  );
  return adoptedWeights(net, end, (l) => `norm${l}`);
}

/** What keeps a table's model from being trained here; undefined where nothing does, or there is no model. */
export function keptFromTraining(params: MlpTaskParams, table: Table): ExperimentError | undefined {
  return keptFrom(() => initialWeights(params, table));
}

/** Throws an ExperimentError for initial weights that are not those of the net that the parameters describe. */
export function checkWeights(params: MlpTaskParams, table: Table): void {
  const weights = initialWeights(params, table);
  if (!weights) return;
  const { outputs, losses } = mlpModel(params, endsOf(table, params)).build(2, false);
  checkNetWeights(parametersOf([losses, ...Object.values(outputs)]), weights);
}

/** A list of activations that is as long as the layers are not counts as none: the layers are what is said first. */
function knownOr({ activations }: MlpTaskParams, layers: number): string {
  return activations.split(/[\s,;]+/).filter((one) => one !== "").length === layers ? activations : "";
}

const normalisationOf = ({ norm }: Block) =>
  norm ? (norm.kind === "batch-normalisation" ? "batch" : "layer") : "none";

function activationOf(model: string, { layer, activation, pooling }: Block): string {
  const own = activation?.activation ?? "linear";
  if (layer.kind !== "dense") throw unknownLayer(model, layer.name, layer.kind);
  if (pooling) throw unknownLayer(model, pooling.name, pooling.kind);
  if (!ACTIVATIONS.some((one) => one === own)) throw unknownLayer(model, activation?.name ?? layer.name, own);
  return own;
}
