import { requireProbabilities, requireTable } from "../../../data/require.ts";
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { COUNTED_UNITS } from "../../../kernels/log-z/limits.ts";
import type { Machine } from "../../../kernels/log-z/machine.ts";
import { type LogZParams, MAX_VISIBLE } from "./fields.ts";

/** Throws an ExperimentError for parameters that do not fit together, or data that are not of them. */
export function checkLogZ(params: LogZParams, data: Table | null): void {
  if (params.model !== "rbm") {
    if (data !== null)
      throw new ExperimentError(
        "params.model",
        "log-z-data-unused",
        `the model ${params.model} takes no data (must be rbm, or take the data away)`,
        { value: params.model, fits: "rbm" },
      );
    return;
  }
  const table = rowsOf(data);
  const given = givenMachine(table);
  const hidden = given ? given.hiddenBias.length : (params.hidden ?? 0);
  const units = Math.min(hidden, table.columns);
  if (units > COUNTED_UNITS)
    throw new ExperimentError(
      "data",
      "machine-too-large",
      `units of the machine's smaller side: ${units} (must be at most ${COUNTED_UNITS}, so that its states can be counted; the lab rbm estimates larger ones)`,
      { value: units, max: COUNTED_UNITS },
    );
}

/** The table of a machine: rows of probabilities. */
export function rowsOf(data: Table | null): Table {
  const table = requireTable(data, "the machine is trained on samples", { rows: 2, columns: MAX_VISIBLE });
  return requireProbabilities(
    table,
    "data",
    "log-z-not-a-probability",
    ": a binary unit is on with that probability; standardise brings each column to that range",
  );
}

/** Pixels 0 … 255 of a table. */
export function pixelsOf({ values }: Table): Uint8Array {
  return values instanceof Uint8Array ? values : Uint8Array.from(values, (value) => Math.round(255 * value));
}

/** The machine of a safetensors file that came with the samples, as the lab rbm writes it; undefined where there is none. */
export function givenMachine({ weights: given, columns }: Table): Machine | undefined {
  if (given === undefined) return undefined;
  const of = (name: string) => (Object.hasOwn(given, name) ? given[name] : undefined);
  const [weights, visibleBias, hiddenBias] = ["weights", "visibleBias", "hiddenBias"].map(of);
  if (!weights || !visibleBias || !hiddenBias)
    throw new ExperimentError(
      "data",
      "not-a-machine",
      `weights: ${Object.keys(given).slice(0, 6).join(", ")} (must be weights, visibleBias and hiddenBias, as the lab rbm saves them)`,
      { names: Object.keys(given).slice(0, 6).join(", ") },
    );
  if (of("logVariance"))
    throw new ExperimentError(
      "data",
      "machine-not-binary",
      "weights: of a machine with Gaussian visible units (must be one with binary units)",
    );
  const [visible, hidden] = weights.shape;
  const fits =
    weights.shape.length === 2 && visibleBias.values.length === visible && hiddenBias.values.length === hidden;
  if (!fits || visible !== columns)
    throw new ExperimentError(
      "data",
      "machine-of-other-data",
      `weights: ${weights.shape.join(" × ")} with ${visibleBias.values.length} visible biases (the samples have ${columns} columns: choose those it was trained on)`,
      { shape: weights.shape.join(" × "), columns },
    );
  const double = (values: ArrayLike<number>) => Float64Array.from(values);
  return {
    weights: double(weights.values),
    visibleBias: double(visibleBias.values),
    hiddenBias: double(hiddenBias.values),
  };
}
