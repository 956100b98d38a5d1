/** Nets of other programs that this lab trains on: blocks of convolution and pooling, then dense layers, as its parameters say, under its names. */
import type { Arrays } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import type { ExperimentError } from "../../../experiment/errors.ts";
import { parametersOf } from "../../../nets/plan.ts";
import { checkWeights } from "../../../nets/weights.ts";
import {
  alike,
  checkInput,
  checkParams,
  endWeights,
  type ForeignNet,
  foreignNet,
  unknownLayer,
} from "../../foreign.ts";
import { foreignNotices, keptFrom } from "../../foreign-kept.ts";
import { adoptedWeights, filtersOf, kernelOf, poolingOf, unitsOf } from "../../nets/adopted.ts";
import type { PictureSize } from "../../nets/moved.ts";
import { type Pictures, sizeOfPictures } from "../../nets/pictures.ts";
import type { CnnTaskParams } from "./fields.ts";
import { cnnModel } from "./net.ts";

export { foreignNotices };

/**
 * The weights that training begins with, by the lab's names; undefined where there are none. Throws an ExperimentError: for a model with a layer that this lab does not
 * have (it names it), for pictures or classes that are not those of the data, and at the first parameter that is not the model's, with the value that is.
 */
export function initialWeights(
  params: CnnTaskParams,
  table: Pick<Table, "model" | "weights">,
  { height, width, channels }: PictureSize,
  classes: number,
): Arrays | undefined {
  const { model, weights = {} } = table;
  if (!model) return table.weights;
  const { name } = model;
  const net = foreignNet(model, weights);
  checkInput(net, name, [height, width, channels]);
  const end = endWeights(net, name, classes, true);
  checkParams(name, params, netParams(name, net));
  return adoptedWeights(net, end, (l) => `layer${l}.norm`);
}

/** What keeps a table's model from being trained here; undefined where nothing does, or there is no model, or nothing to show it. */
export function keptFromTraining(params: CnnTaskParams, table: Table): ExperimentError | undefined {
  const { model, image, classes } = table;
  return model && image && classes && keptFrom(() => initialWeights(params, table, image, classes.length));
}

/** Throws an ExperimentError for initial weights that are not those of the net that the parameters describe. */
export function checkInitial(params: CnnTaskParams, table: Pictures): void {
  const classes = table.classes.length;
  const weights = initialWeights(params, table, table.image, classes);
  if (!weights) return;
  const { losses } = cnnModel(params, sizeOfPictures(table), classes).build(1, false);
  checkWeights(parametersOf([losses]), weights);
}

/** Throws an ExperimentError that names the layer which the lab cannot have so. */
function netParams(model: string, { blocks }: ForeignNet): Readonly<Record<string, string | number>> {
  const hidden = blocks.slice(0, -1);
  const first = hidden.findIndex(({ layer }) => layer.kind === "dense");
  const maps = first < 0 ? hidden : hidden.slice(0, first);
  const dense = hidden.slice(maps.length);
  if (maps.length === 0) throw unknownLayer(model, blocks[0].layer.name, blocks[0].layer.kind);
  for (const block of dense) if (block.norm) throw unknownLayer(model, block.norm.name, block.norm.kind);
  const wet = maps.slice(0, -1).find(({ dropout }) => dropout > 0);
  if (wet) throw unknownLayer(model, wet.layer.name, "dropout");
  return {
    channels: maps.map((block) => filtersOf(model, block)).join(", "),
    kernel: alike(model, maps, kernelOf) ?? "3",
    pooling: alike(model, maps, (block) => poolingOf(model, block)) ?? "none",
    dense: dense.map(unitsOf).join(", "),
    activation: alike(model, hidden, ({ activation }) => activation?.activation ?? "linear") ?? "relu",
    normalisation: alike(model, maps, ({ norm }) => (norm ? "batch" : "none")) ?? "none",
    dropout: alike(model, [maps[maps.length - 1], ...dense], ({ dropout }) => dropout) ?? 0,
  };
}
