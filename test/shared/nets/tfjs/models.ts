/** Models of tensorflow.js 4.22.0 itself: as it saves them, and what it makes of them. */
import type { io, Tensor, Tensor2D } from "@tensorflow/tfjs-core";
import type { LayersModel, layers } from "@tensorflow/tfjs-layers";
import type { Arrays } from "../../../../shared/arrays.ts";
import { readModelJson } from "../../../../shared/data/readers/tfjs/model.ts";
import { weightsOf } from "../../../../shared/data/readers/tfjs/values.ts";
import type { ReadChain } from "../../../../shared/nets/tfjs/read.ts";
import { readChain } from "../../../../shared/nets/tfjs/read.ts";
import { fillNormal32 } from "../../../../shared/random/index.ts";
import { startTensorflow } from "../../../oracles/tensorflow.ts";

export type Layers = typeof layers;

/** With a backend that has all gradients: the one of the threads lacks those of filters. */
export async function start() {
  const tf = await startTensorflow();
  await import("@tensorflow/tfjs-backend-cpu");
  await tf.setBackend("cpu");
  return { tf, keras: await import("@tensorflow/tfjs-layers") };
}

/** model.json and its weights, as `save` hands them over. */
export async function saved(
  model: LayersModel,
): Promise<{ readonly json: Uint8Array<ArrayBuffer>; readonly weights: Uint8Array<ArrayBuffer> }> {
  let kept: io.ModelArtifacts | undefined;
  const tf = await startTensorflow();
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      kept = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } };
    }),
  );
  const { modelTopology, weightSpecs, weightData, format } = kept ?? {};
  const manifest = [{ paths: ["./model.weights.bin"], weights: weightSpecs }];
  const json = JSON.stringify({ format, modelTopology, weightsManifest: manifest });
  return { json: new TextEncoder().encode(json), weights: new Uint8Array(weightData as ArrayBuffer) };
}

/** Saved and read again by us. */
export async function reread(model: LayersModel): Promise<ReadChain & { readonly stored: Arrays }> {
  const { json, weights } = await saved(model);
  const { modelTopology, weightsManifest } = readModelJson(json, "model.json");
  const stored = weightsOf(weightsManifest[0].weights, weights, "model.weights.bin");
  return { ...readChain(modelTopology, stored), stored };
}

export function normals(size: number, stream: number): Float32Array {
  const values = new Float32Array(size);
  fillNormal32([7, stream], 0, values);
  return values;
}

/** Random weights in all layers: those that begin at 0 or 1 would hide mistakes. Variances stay positive. */
export function stir(tf: Awaited<ReturnType<typeof start>>["tf"], model: LayersModel): void {
  const all = model.weights.map(({ name, shape }, w) => {
    const size = shape.reduce<number>((product, extent) => product * (extent ?? 1), 1);
    const values = normals(size, w).map((z) => (name.includes("variance") ? 0.5 + z * z : 0.4 * z));
    return tf.tensor(values, shape as number[]);
  });
  model.setWeights(all);
}

export const valuesOf = (tensor: Tensor | Tensor[]) => (Array.isArray(tensor) ? tensor[0] : tensor).dataSync();
export type { Tensor2D };
