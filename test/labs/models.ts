/** Models of tensorflow.js, as labs are given them. */
import type { layers, Sequential } from "@tensorflow/tfjs-layers";
import { decodeFile } from "../../shared/data/readers/file.ts";
import type { Table } from "../../shared/data/table.ts";
import { packModels } from "../../shared/data/tensorflow-models.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { parseParams } from "../../shared/experiment/schema.ts";
import { fitParams } from "../../shared/labs/fit-params.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { saved, start, stir } from "../shared/nets/tfjs/models.ts";

export const { tf, keras } = await start();

export type Stack = InstanceType<typeof layers.Layer>[];

/** A model of these layers, its weights drawn at random, and the table with it. */
export async function modelWith(
  stack: Stack,
  table: Table,
): Promise<{ readonly model: Sequential; readonly data: Table }> {
  const model = keras.sequential({ layers: stack });
  stir(tf, model);
  const { json, weights } = await saved(model);
  const [packed] = packModels([
    { name: "model.json", bytes: json },
    { name: "model.weights.bin", bytes: weights },
  ]);
  const content = await decodeFile(packed);
  if (content.kind !== "weights" || !content.model) throw new Error("no model");
  return { model, data: { ...table, weights: content.weights, model: content.model } };
}

/** The parameters that the model asks for, where these were set. */
export function fittedTo(lab: Lab, data: Table, params: object): Experiment {
  const experiment = {
    v: 1,
    lab: lab.id,
    seed: 1,
    data: null,
    params: parseParams(lab.params, { ...params }),
  } as const;
  return fitParams(lab, experiment, data, () => false);
}
