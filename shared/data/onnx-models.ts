/**
 * ONNX models become what those of tensorflow.js are for an experiment: one file of weights (safetensors), with the net as metadata. So labs train on from them, or have
 * them run, as from any others.
 */
import { ExperimentError } from "../experiment/errors.ts";
import { decodeOnnx, TensorError } from "../nets/onnx/decode.ts";
import { OperationError } from "../nets/onnx/layers.ts";
import { EndsError, OrderError, type ReadOnnx, readOnnx } from "../nets/onnx/read.ts";
import { WireError } from "../nets/onnx/wire.ts";
import type { UserFile } from "./hashed-file.ts";
import { MODEL_METADATA, MOST_TOPOLOGY } from "./readers/content.ts";
import { isOnnx } from "./readers/onnx/sniff.ts";
import { encodeSafetensors } from "./readers/safetensors/safetensors.ts";

/**
 * The files that were given, with each ONNX model packed; what is none stays. The same model makes the same bytes. Throws an ExperimentError: for what is damaged, for
 * tensors that lie in other files or are of another type, for operations that are not read (it names the node), for a net of several inputs or outputs.
 */
export function packOnnx(files: readonly UserFile[]): readonly UserFile[] {
  return files.map((file) => (isOnnx(file) ? packed(file) : file));
}

function packed({ name, bytes }: UserFile): UserFile {
  const { model, weights } = inWords(name, () => readOnnx(decodeOnnx(bytes)));
  const text = JSON.stringify(model);
  if (text.length > MOST_TOPOLOGY)
    throw new ExperimentError(
      name,
      "model-too-large",
      `${name} describes its net in ${text.length} characters (must be at most ${MOST_TOPOLOGY})`,
      { name, value: text.length, max: MOST_TOPOLOGY },
    );
  // Its own name stays that of the model.
  const own = /\.onnx$/i.test(name) ? name : `${name}.onnx`;
  return { name: `${own}.safetensors`, bytes: encodeSafetensors(weights, { [MODEL_METADATA]: text }) };
}

function inWords(name: string, read: () => ReadOnnx): ReadOnnx {
  try {
    return read();
  } catch (error) {
    const said = sentence(name, error);
    throw said ?? error;
  }
}

/** What people are told of an error of the readers; undefined for any other. */
function sentence(name: string, error: unknown): ExperimentError | undefined {
  if (error instanceof WireError || error instanceof OrderError) {
    const { message: value } = error;
    const isCut = error instanceof WireError && error.isCut;
    return new ExperimentError(
      name,
      isCut ? "onnx-cut" : "onnx-damaged",
      `${name} is not a readable ONNX model: ${value} (${isCut ? "copy or export" : "export"} it again)`,
      { name, value },
    );
  }
  if (error instanceof TensorError) return ofTensor(name, error);
  if (error instanceof OperationError && /quantize|^QLinear|Integer$/i.test(error.op)) {
    const { node, op: value } = error;
    return new ExperimentError(
      name,
      "onnx-quantised",
      `${name} is a net in integers: node ${node} (${value}) is not read (give the net as it was before quantisation)`,
      { name, node, value },
    );
  }
  if (error instanceof OperationError) {
    const { node, op, reason } = error;
    const value = reason ? `${op}: ${reason}` : op;
    return new ExperimentError(
      name,
      "onnx-operation",
      `${name}: node ${node} (${value}) is not read (leave it out, or export the net with other operations)`,
      { name, node, value },
    );
  }
  if (!(error instanceof EndsError)) return undefined;
  const { inputs, outputs } = error;
  return new ExperimentError(
    name,
    "onnx-ends",
    `${name} takes ${inputs} and gives ${outputs} (must be one input of floats, with samples first and all other sizes known, and one output computed from it)`,
    { name, value: inputs, outputs },
  );
}

function ofTensor(name: string, { code, tensor, value }: TensorError): ExperimentError {
  if (code === "external")
    return new ExperimentError(
      name,
      "onnx-external",
      `${name} has its tensor ${tensor} in ${value} (save it as one file: onnx.save_model without save_as_external_data)`,
      { name, tensor, value },
    );
  return new ExperimentError(
    name,
    "tensor-type",
    `${name}: tensor ${tensor} has type ${value} (must be floats or whole numbers: save it as float32)`,
    { name: tensor, value },
  );
}
