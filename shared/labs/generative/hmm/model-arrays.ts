/** A model as arrays, for outputs of tasks, and back. */
import { type Arrays, array } from "../../../arrays.ts";
import { type Emissions, type Hmm, longestOf } from "../../../kernels/hmm/index.ts";

/** "initial" [K], "transitions" [K, K], "durations" [K, L]; "table" [K, M], or "means" [K, D] and "covariances" [K, D] or [K, D, D]. */
export function modelArrays(model: Hmm): Arrays {
  const { initial, transitions, durations, emissions } = model;
  const K = initial.length;
  const shared = {
    initial: array(initial),
    transitions: array(transitions, [K, K]),
    ...(durations && { durations: array(durations, [K, longestOf(model)]) }),
  };
  if (emissions.kind === "discrete") return { ...shared, table: array(emissions.table, [K, emissions.symbols]) };
  const { dimensions: D, means, covariances } = emissions;
  const shape = emissions.kind === "full" ? [K, D, D] : [K, D];
  return { ...shared, means: array(means, [K, D]), covariances: array(covariances, shape) };
}

export function modelIn({ initial, transitions, durations, table, means, covariances }: Arrays): Hmm {
  const f64 = ({ values }: Arrays[string]) => Float64Array.from(values);
  const emissions: Emissions = table
    ? { kind: "discrete", symbols: table.shape[1], table: f64(table) }
    : {
        kind: covariances.shape.length === 3 ? "full" : "diagonal",
        dimensions: means.shape[1],
        means: f64(means),
        covariances: f64(covariances),
      };
  return {
    ...{ initial: f64(initial), transitions: f64(transitions), emissions },
    ...(durations && { durations: f64(durations) }),
  };
}
