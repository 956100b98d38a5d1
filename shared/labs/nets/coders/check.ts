/** What a net of encoder and decoder cannot be: said before the run. */
import type { Table } from "../../../data/table.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { checkMinibatch, checkWeightCount } from "../size.ts";
import { checkConvolutions } from "./convolutions.ts";
import type { CoderParams } from "./fields.ts";
import { isConvolutional, layersOf, told, valuesPerSample, weightCount } from "./layers.ts";

/** Throws an ExperimentError unless there is such a net, and a browser can hold it. */
export function checkCoder(params: CoderParams & { readonly batch: number }, table: Table): void {
  checkLayers(params);
  if (isConvolutional(params)) checkConvolutions(params.filters ?? [], table);
  const net = layersOf(params, table);
  checkWeightCount(isConvolutional(params) ? "params.filters" : "params.hidden", weightCount(net, params), told(net));
  checkMinibatch(params.batch, valuesPerSample(net));
}

/** Normalisation and dropout leave the code alone: without another hidden layer they would do nothing. */
function checkLayers(params: CoderParams): void {
  const { hidden, normalisation = "none", dropout = 0 } = params;
  if (hidden.length > 1 || isConvolutional(params) || (normalisation === "none" && dropout === 0)) return;
  throw new ExperimentError(
    "params.hidden",
    "needs-more-layers",
    `hidden layers: ${hidden.length} (normalisation and dropout act on those before and after the code: name at least 2)`,
    { value: hidden.length, min: 2 },
  );
}
