/** Graph models made by hand: nodes as TensorFlow has them, and weights in one file. */
import type { NDArray } from "../../../../shared/arrays.ts";
import { decodeFile } from "../../../../shared/data/readers/file.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { packModels } from "../../../../shared/data/tensorflow-models.ts";

export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, object>>;
}

export const FLOAT = { type: "DT_FLOAT" } as const;
const shapeOf = (shape: readonly number[]) => ({ shape: { dim: shape.map((size) => ({ size: String(size) })) } });

/** −1 for an extent that is open. */
export const placeholder = (name: string, shape: readonly number[], type = "DT_FLOAT"): GraphNode => ({
  name,
  op: "Placeholder",
  attr: { dtype: { type }, shape: shapeOf(shape) },
});

export const constant = (name: string, { values }: NDArray): GraphNode => ({
  name,
  op: "Const",
  attr: { dtype: { type: values instanceof Int32Array ? "DT_INT32" : "DT_FLOAT" } },
});

export const node = (
  op: string,
  name: string,
  input: readonly string[],
  attr: Readonly<Record<string, object>> = {},
) => ({ name, op, input, attr: { T: FLOAT, ...attr } });

/** A signature where given: names of its inputs and outputs to nodes. */
export interface Signature {
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/** What a reader who drops such a model has: its weights and what it says of itself. */
export async function graphModel(
  nodes: readonly GraphNode[],
  weights: Readonly<Record<string, NDArray>>,
  signature?: Signature,
): Promise<Pick<Table, "model" | "weights">> {
  const named = (ends: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(ends).map(([key, name]) => [key, { name }]));
  const constants = Object.entries(weights).map(([name, array]) => constant(name, array));
  const specs = Object.entries(weights).map(([name, { shape, values }]) => ({
    name,
    shape,
    dtype: values instanceof Int32Array ? "int32" : "float32",
  }));
  const json = {
    format: "graph-model",
    modelTopology: { node: [...constants, ...nodes], versions: { producer: 27 } },
    ...(signature && { signature: { inputs: named(signature.inputs), outputs: named(signature.outputs) } }),
    weightsManifest: [{ paths: ["group1-shard1of1.bin"], weights: specs }],
  };
  const bytes = Object.values(weights).flatMap(({ values }) => [
    ...new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  ]);
  const [packed] = packModels([
    { name: "model.json", bytes: new TextEncoder().encode(JSON.stringify(json)) },
    { name: "group1-shard1of1.bin", bytes: Uint8Array.from(bytes) },
  ]);
  const content = await decodeFile(packed);
  if (content.kind !== "weights" || !content.model) throw new Error("no model");
  return { weights: content.weights, model: content.model };
}
