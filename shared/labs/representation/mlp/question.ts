import type { Arrays } from "../../../arrays.ts";
import type { LabQuestion } from "../../recording.ts";
import type { MlpParams } from "./fields.ts";

/**
 * Asks a net (its weights by name) for its outputs and the units of its hidden layers at rows of the table's own columns, n × columns, which it
 * standardises by `inputScale`; numbers come back in the units of `targetScale`.
 */
export function netQuestion(
  params: MlpParams,
  { outputs, classes }: { readonly outputs: number; readonly classes: boolean },
  given: Arrays,
  halved = false,
): LabQuestion {
  const { epochs: _, ...own } = params;
  const columns = given.rows.shape[1];
  return { task: { kind: "predict", steps: 1, params: { ...own, columns, outputs, classes, halved } }, given };
}

/** Asks a model that is run and not trained, as `netQuestion` asks a net; `sample`: of pictures the shape of one. */
export function modelQuestion(
  params: MlpParams,
  ends: { readonly outputs: number; readonly classes: boolean },
  given: Arrays,
  sample?: readonly number[],
): LabQuestion {
  const { task } = netQuestion(params, ends, given);
  const own = { ...task.params, ...(sample && { sample }) };
  return { task: { ...task, kind: "foreignPredict", params: own, wasm: ["tensorflow"] }, given };
}

/** Asks several nets for the mean of their outputs, as `netQuestion` asks one: what an ensemble says, or a net alone. */
export function meanQuestion(
  params: MlpParams,
  ends: { readonly outputs: number; readonly classes: boolean },
  given: Arrays,
  nets: readonly Arrays[],
): LabQuestion {
  const { task } = netQuestion(params, ends, given);
  const weights = nets.flatMap((net, n) =>
    Object.entries(net).map(([name, array]) => [`${n}/${name}`, array] as const),
  );
  return { task: { ...task, kind: "predictMean" }, given: { ...given, ...Object.fromEntries(weights) } };
}
