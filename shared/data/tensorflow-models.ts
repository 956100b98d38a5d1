/**
 * A model of tensorflow.js is several files: model.json and those that its manifest names. For an experiment they become one file of weights (safetensors),
 * with what model.json says beside the weights as metadata, so that it is hashed, kept and found again like any other.
 */
import type { NDArray } from "../arrays.ts";
import { ExperimentError } from "../experiment/errors.ts";
import type { UserFile } from "./hashed-file.ts";
import { MODEL_METADATA, MOST_TOPOLOGY } from "./readers/content.ts";
import { encodeSafetensors } from "./readers/safetensors/safetensors.ts";
import { type ModelJson, readModelJson, type WeightGroup } from "./readers/tfjs/model.ts";
import { isModelJson } from "./readers/tfjs/sniff.ts";
import { weightsOf } from "./readers/tfjs/values.ts";

/**
 * The files that were given, with each model of tensorflow.js and its weights as one file; what is none stays. The same files make the same bytes in whatever
 * order. Throws an ExperimentError for a damaged model.json, for files of weights that are missing (it names them), and for bytes that are not what it says.
 */
export function packModels(files: readonly UserFile[]): readonly UserFile[] {
  const models = files.filter(({ bytes }) => isModelJson(bytes));
  if (models.length === 0) return files;
  const used = new Set<UserFile>(models);
  const packed = models.map((model) => packedModel(model, files, used));
  return [...files.filter((file) => !used.has(file)), ...packed];
}

function packedModel({ name, bytes }: UserFile, files: readonly UserFile[], used: Set<UserFile>): UserFile {
  const { weightsManifest, ...model } = readModelJson(bytes, name);
  const shards = weightsManifest.flatMap(({ paths }) => paths);
  const byPath = new Map(shards.map((path) => [path, files.find((file) => file.name === baseName(path))]));
  const missing = shards.filter((path) => !byPath.get(path)).map(baseName);
  if (missing.length > 0)
    throw new ExperimentError(
      name,
      "model-without-weights",
      `${name} needs its files of weights too: ${missing.join(", ")} (choose them together with it)`,
      { name, value: missing.join(", ") },
    );
  const weights: Record<string, NDArray> = {};
  for (const group of weightsManifest) Object.assign(weights, ofGroup(group, byPath, used));
  return { name: packedName(name), bytes: encodeSafetensors(weights, metadataOf(name, model)) };
}

function ofGroup(
  { paths, weights }: WeightGroup,
  byPath: ReadonlyMap<string, UserFile | undefined>,
  used: Set<UserFile>,
): Record<string, NDArray> {
  const parts = paths.flatMap((path) => byPath.get(path) ?? []);
  for (const part of parts) used.add(part);
  return weightsOf(weights, joined(parts.map(({ bytes }) => bytes)), parts.map(({ name }) => name).join(" + "));
}

function metadataOf(name: string, model: Omit<ModelJson, "weightsManifest">): Record<string, string> {
  const text = JSON.stringify(model);
  if (text.length > MOST_TOPOLOGY)
    throw new ExperimentError(
      name,
      "model-too-large",
      `${name} describes its net in ${text.length} characters (must be at most ${MOST_TOPOLOGY})`,
      { name, value: text.length, max: MOST_TOPOLOGY },
    );
  return { [MODEL_METADATA]: text };
}

const baseName = (path: string) => path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);

/** "model.json" → "model.safetensors". */
const packedName = (name: string) => `${name.replace(/\.json$/i, "")}.safetensors`;

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0];
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
