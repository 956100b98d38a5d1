/**
 * A diffusion model in integers, as a file: safetensors that hold the graph of the net that cleans, which says noise or velocity of a noised row and its embedded step; what makes
 * rows of its units of rows of the data; and, as metadata, how its noise was made.
 */
import { array } from "../../arrays.ts";
import { decodeSafetensors, encodeSafetensors } from "../../data/readers/safetensors/safetensors.ts";
import { EMBEDDED } from "../../diffusion/embedding.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import { limits } from "../../experiment/limits.ts";
import { sizeOf } from "../../nets/tensor.ts";
import { parseGraph, type QuantGraph, valueNamed, valuesOf } from "../../quant/graph/index.ts";

/** Metadata "format" of such a model. */
export const DIFFUSION_FORMAT = "latente-diffusion-int8/1";
const MOST_STEPS = 1000;

export interface DiffusionNoise {
  /** Into how many steps noise is divided. */
  readonly steps: number;
  readonly schedule: "cosine" | "linear";
  readonly predicts: "noise" | "velocity";
}

export interface DiffusionModel extends DiffusionNoise {
  /** Rows of columns + EMBEDDED numbers become rows of columns. */
  readonly graph: QuantGraph;
  /** Of columns in the units of the data: the net's are (x − mean)·scale. */
  readonly means: Float64Array;
  readonly scale: number;
  /** Bounds of clean rows in the net's units: all low ones, then all high ones. */
  readonly reach: Float64Array;
}

/** As a `DiffusionModel`, but for its graph, which is given as its file. */
export function encodeDiffusion(
  graph: Uint8Array,
  { steps, schedule, predicts, means, scale, reach }: Omit<DiffusionModel, "graph">,
): Uint8Array<ArrayBuffer> {
  return encodeSafetensors(
    {
      graph: array(graph),
      means: array(means),
      scale: array(Float64Array.of(scale)),
      reach: array(reach),
    },
    { format: DIFFUSION_FORMAT, steps: String(steps), schedule, predicts },
  );
}

/** Reads a model strictly. Throws an ExperimentError at `path`. */
export function parseDiffusion(bytes: Uint8Array, path = "weights"): DiffusionModel {
  const { arrays, metadata } = decodeSafetensors(bytes, path, limits.weights);
  const fail = (reason: string): never => {
    throw new ExperimentError(path, "not-a-model", `${path} is not a usable model: ${reason}`, { reason });
  };
  const { format, schedule, predicts } = metadata;
  if (format !== DIFFUSION_FORMAT) fail(`its format is ${String(format).slice(0, 40)} (must be ${DIFFUSION_FORMAT})`);
  const { graph: file, means, scale, reach } = arrays;
  if (
    !(file?.values instanceof Uint8Array) ||
    !(means?.values instanceof Float64Array) ||
    !(scale?.values instanceof Float64Array) ||
    !(reach?.values instanceof Float64Array) ||
    scale.values.length !== 1
  )
    return fail("graph, means, scale and reach must be there, of their types");
  if (schedule !== "cosine" && schedule !== "linear")
    return fail(`its schedule is ${String(schedule).slice(0, 40)} (must be cosine or linear)`);
  if (predicts !== "noise" && predicts !== "velocity")
    return fail(`it predicts ${String(predicts).slice(0, 40)} (must be noise or velocity)`);
  const steps = Number(metadata.steps);
  if (!(Number.isInteger(steps) && steps >= 1 && steps <= MOST_STEPS))
    fail(`its noise has ${String(metadata.steps).slice(0, 40)} steps (must be a whole number from 1 to ${MOST_STEPS})`);
  const columns = means.values.length;
  if (reach.values.length !== 2 * columns)
    fail(`reach has ${reach.values.length} numbers (must be twice those of means, ${2 * columns})`);
  const numbers = [...means.values, ...reach.values];
  const odd = numbers.find((one) => !(Math.abs(one) < 1e6));
  if (odd !== undefined) fail(`it has a mean or a bound ${odd} (must be within ±1000000)`);
  const [own] = scale.values;
  if (!(own > 0 && own < 1e6)) fail(`its scale is ${own} (must be above 0, and below 1000000)`);
  const graph = parseGraph(file.values, path);
  const [inputs, outputs] = [sizeOf(graph.input.shape), sizeOf(valueNamed(valuesOf(graph), graph.outputs[0]).shape)];
  if (inputs !== columns + EMBEDDED || outputs !== columns)
    fail(`its net makes ${outputs} numbers of ${inputs} (must make ${columns} of ${columns + EMBEDDED})`);
  return { graph, steps, schedule, predicts, means: means.values, scale: own, reach: reach.values };
}
