/** The formats in which a net is held beside float32. */
import type { QuantiseOptions } from "../../../quant/float/index.ts";
import type { QuantizationParams } from "./fields.ts";

export const FORMATS = ["int8-tensor", "int8-channel", "int4"] as const;
export type Format = (typeof FORMATS)[number];
/** The net as it was trained, and its formats. */
export const ALL_FORMATS = ["float32", ...FORMATS] as const;

/** That in which a net leaves and is published: besides the formats, without its least weights (`pruned.ts`). */
export type Chosen = QuantizationParams["format"];
/** The formats that a run makes. */
export const formatsOf = (chosen: Chosen): readonly Chosen[] => (chosen === "pruned" ? [...FORMATS, chosen] : FORMATS);

type Settings = Pick<QuantizationParams, "calibration" | "clipped" | "group">;

/** How a format is made with these parameters. */
export function optionsOf({ calibration, clipped, group }: Settings, format: Chosen): QuantiseOptions {
  return {
    weights: format === "int8-tensor" ? "per-tensor" : "per-channel",
    // Blocks of zeros are left out of the file and of the sums.
    storage: format === "int4" ? "int4" : format === "pruned" ? "sparse" : "int8",
    group: Number(group) as 16 | 32 | 64 | 128,
    calibration:
      calibration === "percentile" ? { kind: calibration, clipped: clipped ?? 0.0005 } : { kind: calibration },
  };
}
