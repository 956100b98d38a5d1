import type { Table } from "../../../data/table.ts";
import type { ChainLayer } from "../../../nets/chain.ts";
import { foldIn } from "../../../random/index.ts";
import type { Fold } from "../../fold.ts";
import { activationLayer, normLayers } from "../../nets/chain-layers.ts";
import { sums } from "../../nets/coders/chain.ts";
import { trainedWeights } from "../../nets/weights.ts";
import type { TrainedChain } from "../../trained-chain.ts";
import { scaleOfColumns } from "../points/plane.ts";
import { samplesOf } from "./data.ts";
import type { GanParams } from "./fields.ts";
import { latents } from "./latents.ts";
import { generatorLayers, isConvolutional, type Layer } from "./layers.ts";
import { rowOf } from "./row.ts";

/** Latent numbers that the integers of other programs are calibrated by. */
const CALIBRATED = 256;

/** The generator for other programs: from latent numbers to samples in the units of the data. */
export function ganChain(fold: Fold, params: GanParams, data: Table | null): TrainedChain | undefined {
  const weights = trainedWeights(fold);
  if (!data || !weights) return undefined;
  const samples = samplesOf(data, params);
  const { scaling, image } = samples;
  const { latent } = params;
  const row = rowOf(samples);
  const layers = generatorLayers(params, row).flatMap((layer) => chainLayers(layer, params));
  const end: ChainLayer[] = isConvolutional(params) ? [{ name: "rows", kind: "flatten" }] : [];
  return {
    input: [latent],
    layers: [...layers, ...end, ...(image ? [activationLayer("pixels", "sigmoid")] : [])],
    weights,
    rows: latents(CALIBRATED, latent, foldIn([0, 0], 1)),
    ...(scaling && {
      outputScale: scaleOfColumns(scaling),
    }),
  };
}

function chainLayers(layer: Layer, params: GanParams): readonly ChainLayer[] {
  const { name, kind, to, activation, normalised } = layer;
  const isShaped = kind === "dense" && to.length > 1;
  const own: readonly ChainLayer[] = isShaped ? [{ name: `${name}.shape`, kind: "reshape", shape: to }] : [];
  return [
    ...sums(layer, params),
    ...own,
    ...normLayers(`${name}.norm`, normalised ? "layer" : "none"),
    ...(activation === "linear" ? [] : [activationLayer(name, activation)]),
  ];
}

/** What other programs do otherwise; written into exported weights. */
export function ganConventions(params: GanParams): Readonly<Record<string, string>> {
  const isTransposed = params.growing === "transposed";
  return {
    layout: "layerN.weights (generator) is inputs x outputs, row-major: y = x * weights + bias",
    ...(isConvolutional(params) && {
      pictures: `layer0 gives height x width x channels; layerN.weights after it are kh x kw x ${isTransposed ? "outputs x inputs of transposed convolutions, stride 2, as tensorflow.js has them" : "inputs x outputs of convolutions, before which each pixel is repeated 2 x 2"}`,
    }),
    ...(params.average > 0 && {
      average: "the weights of the generator are a moving average of those that it learnt with",
    }),
    latent: `the generator takes ${params.latent} standard normal numbers`,
    activation: `${params.activation} after every layer but the last; pixels end in a sigmoid`,
    initial:
      "before ReLU and its kin He's normal initialisation, otherwise and in the last layer Glorot's uniform one; biases 0",
    optimizer: "Adam, beta1 0.5, beta2 0.9, epsilon 1e-7 outside the root, moments of each net by its own steps",
    units:
      "rows that are no pictures are centred and divided by one spread of all columns of the training rows: what the generator gives goes back by outputMean and outputDeviation, what the discriminator takes is (x - outputMean) / outputDeviation",
  };
}
