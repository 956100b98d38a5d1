/**
 * model.json of tensorflow.js: the layers or the graph of a net, and a manifest of its weights, whose bytes lie in other files beside it. Two kinds: layers
 * models (tensorflow.js's own, and those of Keras that its converter writes) and graph models (of TensorFlow).
 */
import * as v from "valibot";
import { ExperimentError } from "../../../experiment/errors.ts";

const Quantization = v.variant("dtype", [
  v.object({
    dtype: v.picklist(["uint8", "uint16"]),
    scale: v.pipe(v.number(), v.finite()),
    min: v.pipe(v.number(), v.finite()),
  }),
  v.object({ dtype: v.literal("float16") }),
]);

const Extent = v.pipe(v.number(), v.integer(), v.minValue(0));

const Weight = v.object({
  name: v.pipe(v.string(), v.maxLength(1024)),
  shape: v.pipe(v.array(Extent), v.maxLength(8)),
  dtype: v.string(),
  quantization: v.optional(Quantization),
});
export type WeightSpec = v.InferOutput<typeof Weight>;

const Group = v.object({ paths: v.pipe(v.array(v.string()), v.minLength(1)), weights: v.array(Weight) });
export type WeightGroup = v.InferOutput<typeof Group>;

/** What is beside these is kept as it is: tensorflow.js is given it back. */
const ModelJson = v.looseObject({
  format: v.optional(v.nullable(v.string())),
  modelTopology: v.record(v.string(), v.unknown()),
  weightsManifest: v.pipe(v.array(Group), v.maxLength(4096)),
});
export type ModelJson = v.InferOutput<typeof ModelJson>;

/** Throws an ExperimentError at the file's name that says which part is missing or damaged. */
export function readModelJson(bytes: Uint8Array, path: string): ModelJson {
  const read = v.safeParse(ModelJson, parsed(bytes, path));
  if (read.success) return read.output;
  const [{ message, path: at }] = read.issues;
  const where = at?.map(({ key }) => String(key)).join(".") ?? "";
  throw damaged(path, where ? `${where}: ${message}` : message);
}

/** A model of layers or a graph; where the file does not say, by what it holds. */
export function modelKind({ format, modelTopology }: Pick<ModelJson, "format" | "modelTopology">): "layers" | "graph" {
  if (format === "graph-model") return "graph";
  if (format === "layers-model") return "layers";
  return "node" in modelTopology ? "graph" : "layers";
}

export function damaged(path: string, reason: string): ExperimentError {
  return new ExperimentError(
    path,
    "model-damaged",
    `${path} is not a readable model of tensorflow.js: ${reason} (save or convert it again)`,
    { name: path, value: reason },
  );
}

function parsed(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw damaged(path, "its text is cut off, or no JSON");
  }
}
