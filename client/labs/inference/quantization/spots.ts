/** What is measured of a net: every format in every place that computes in it. */
import type { DeviceName } from "../../../../shared/labs/inference/devices.ts";
import { ALL_FORMATS, FORMATS, type Format } from "../../../../shared/labs/inference/quantization/formats.ts";
import type { Spot } from "../elsewhere/protocol.ts";
import type { AnyFormat } from "./state.ts";

export type SpotId = `${AnyFormat} ${DeviceName}`;

const FLOATS = ["scalar", "wasm", "webgpu"] as const satisfies readonly DeviceName[];
const INTEGERS = ["int8-scalar", "int8", "relaxed"] as const satisfies readonly DeviceName[];

export interface Row {
  readonly id: SpotId;
  readonly format: AnyFormat;
  readonly place: DeviceName;
}

/** By format; at the edge that which is published. `hasGpu`: a device of WebGPU was found. */
export function rowsOf(chosen: AnyFormat, hasGpu: boolean): readonly Row[] {
  return ALL_FORMATS.flatMap((format) => {
    const places: readonly DeviceName[] =
      format === "float32" ? FLOATS.filter((place) => place !== "webgpu" || hasGpu) : INTEGERS;
    const all = format === chosen ? [...places, "edge" as const] : places;
    return all.map((place): Row => ({ id: `${format} ${place}`, format, place }));
  });
}

/** As the thread is asked: those of integers with their files, and the row as the data have it; without the edge where there is no link. */
export function spotsOf(
  rows: readonly Row[],
  files: Readonly<Record<Format, Uint8Array>>,
  row: Float32Array,
  hasEdge: boolean,
): readonly Spot<SpotId>[] {
  return rows.flatMap(({ id, format, place }): readonly Spot<SpotId>[] => {
    if (place === "edge") return hasEdge ? [{ id, place, rows: row.slice() }] : [];
    const integers = FORMATS.find((one) => one === format);
    return [{ id, place, ...(integers && { file: files[integers].slice(), rows: row.slice() }) }];
  });
}
