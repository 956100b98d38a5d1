/** Models that this lab cannot train, run by the program that they come from: their answers to all rows, and how good those of the held-out rows are. */
import { type Arrays, array } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import type { ForeignProgram } from "../../../nets/tensorflow.ts";
import { once } from "../../process.ts";
import { initialWeights } from "./adopt.ts";
import { checkData, endsOf, samplesOf } from "./data.ts";
import { classesFound, numbersFound, scaleArray } from "./evaluate.ts";
import type { MlpTaskParams } from "./fields.ts";

/** Rows that go through at once. */
const BLOCK = 256;

/** What keeps a table's model from being trained here, as an error that names the layer; undefined where nothing does, or there is no model. */
export function keptFromTraining(params: MlpTaskParams, table: Table): ExperimentError | undefined {
  try {
    initialWeights(params, table);
  } catch (error) {
    if (error instanceof ExperimentError && error.code === "model-layer-unknown") return error;
    if (!(error instanceof ExperimentError)) throw error;
  }
  return undefined;
}

/**
 * Output: as of "evaluate", without losses: other programs' losses are not told by their outputs. Throws an ExperimentError for a model that takes or gives other than the
 * data have.
 */
export const mlpForeign = once(async (params: MlpTaskParams, { data, openModel }): Promise<Arrays> => {
  const table = checkData(params, data);
  const { model, weights = {} } = table;
  if (!model || !openModel) throw new Error("no model to run (must be on the device wasm)");
  const samples = samplesOf(table, params);
  const { values } = samples;
  const unit = values instanceof Uint8Array ? 255 : 1;
  const numbers = Float32Array.from(values, (value) => value / unit);
  const program = await openModel(model, weights);
  try {
    checkProgram(program, model.name, samples.inputs);
    const outputs = outputsOf(program, numbers, table, params);
    const { goal } = samples;
    const found =
      goal.kind === "classes"
        ? classesFound(outputs, samples, goal.labels)
        : numbersFound(outputs, samples, goal.values);
    return {
      ...found,
      inputScale: scaleArray(samples.scale.mean, samples.scale.deviation),
      ran: array(Float64Array.of(1)),
    };
  } finally {
    program.close();
  }
});

function outputsOf(program: ForeignProgram, numbers: Float32Array, table: Table, params: MlpTaskParams): Float32Array {
  const { rows, model } = table;
  const { outputs } = endsOf(table, params);
  const columns = numbers.length / rows;
  const out = new Float32Array(rows * outputs);
  for (let from = 0; from < rows; from += BLOCK) {
    const count = Math.min(BLOCK, rows - from);
    const found = program.predict(numbers.slice(from * columns, (from + count) * columns), count);
    const width = found.length / count;
    // One number for two classes is the odds of the second.
    const own =
      width === 1 && outputs === 2
        ? Float32Array.from({ length: 2 * count }, (_, i) => (i % 2 ? found[i >> 1] : 1 - found[i >> 1]))
        : found;
    if (own.length !== outputs * count) throw misfit("model-outputs", model?.name ?? "", width, outputs);
    out.set(own, from * outputs);
  }
  return out;
}

function checkProgram({ inputs }: ForeignProgram, name: string, columns: number): void {
  const [shape = [], ...others] = inputs;
  const known = shape.reduce<number>((product, extent) => product * (extent ?? 1), 1);
  const isOpen = shape.includes(null);
  if (others.length > 0 || (isOpen ? columns % known !== 0 : columns !== known))
    throw misfit(
      "model-inputs",
      name,
      inputs.map((one) => one.map((extent) => extent ?? "?").join(" × ")).join(", "),
      columns,
    );
}

function misfit(
  code: "model-inputs" | "model-outputs",
  name: string,
  value: string | number,
  expected: number,
): ExperimentError {
  const what = code === "model-inputs" ? "takes" : "gives";
  return new ExperimentError(
    "data.files",
    code,
    `${name} ${what} ${value}, the data have ${expected} (choose data of that size, or another model)`,
    { name, value, expected },
  );
}
