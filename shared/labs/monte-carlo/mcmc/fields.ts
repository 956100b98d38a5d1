import type { Fields, ParamsOf } from "../../../experiment/fields.ts";
import { crowdFields, lengthFields, startFields } from "./fields/chains.ts";
import { copyFields, samplerFields, stepFields } from "./fields/samplers.ts";
import { targetFields } from "./fields/targets.ts";

export { CALIBRATED, CALIBRATION, isRegression, needsData } from "./fields/targets.ts";

/** In the order of the form. */
export const mcmcFields = {
  ...targetFields,
  ...samplerFields,
  ...crowdFields,
  ...copyFields,
  ...lengthFields,
  ...stepFields,
  ...startFields,
} as const satisfies Fields;

export type McmcParams = ParamsOf<typeof mcmcFields>;
