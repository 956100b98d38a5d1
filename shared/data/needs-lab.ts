/** Nets of other programs where none is taken: refused under the names that they were given, not what they would be packed into. */
import { ExperimentError } from "../experiment/errors.ts";
import type { FileFormat } from "../experiment/experiment.ts";
import type { UserFile } from "./hashed-file.ts";
import { isOnnx } from "./readers/onnx/sniff.ts";
import { isModelJson } from "./readers/tfjs/sniff.ts";

export function modelNeedsLab(name: string): ExperimentError {
  const message = `${name} is a model of tensorflow.js (must be given to a lab that takes nets: mlp or cnn)`;
  return new ExperimentError(name, "model-needs-lab", message, { name });
}

export function onnxNeedsLab(name: string): ExperimentError {
  const message = `${name} is an ONNX net (must be given to a lab that takes nets: mlp or cnn)`;
  return new ExperimentError(name, "onnx-needs-lab", message, { name });
}

/** Throws an ExperimentError for a net among files that were given to a lab of these formats, if it takes no weights. */
export function refuseNets(files: readonly UserFile[], formats: readonly FileFormat[]): void {
  if (formats.includes("safetensors")) return;
  for (const file of files) {
    if (isOnnx(file)) throw onnxNeedsLab(file.name);
    if (isModelJson(file.bytes)) throw modelNeedsLab(file.name);
  }
}
