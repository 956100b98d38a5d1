import type { Arrays } from "../../../arrays.ts";
import { pairsOf } from "../../../kernels/boltzmann/index.ts";
import { foldIn, type Key } from "../../../random/index.ts";
import { binaryProblem } from "./binary.ts";
import type { LikelihoodParams } from "./fields.ts";
import { gaussianProblem } from "./numbers.ts";
import type { Problem } from "./ways.ts";

/** Of the data that the task "data" found, or that are given to a question. */
export function problemOf(params: LikelihoodParams, data: Arrays, key: Key): Problem {
  if (params.model === "gaussian") {
    const [, columns] = data.rows.shape;
    return gaussianProblem(Float64Array.from(data.rows.values), columns, pairsOf(columns, params.pairs ?? "all"));
  }
  return binaryProblem(
    params,
    Float64Array.from(data.weights.values),
    data.truth.values.length > 0 ? Float64Array.from(data.truth.values) : undefined,
    foldIn(key, 0),
  );
}
