/** What is measured of a net: every format in every place that computes in it. */
import type { DeviceName } from "../../../../shared/labs/inference/devices.ts";
import { ALL_FORMATS, type Format } from "../../../../shared/labs/inference/quantization/formats.ts";
import type { Spot } from "../elsewhere/protocol.ts";
import type { Pruned } from "./pruned.ts";
import type { AnyFormat } from "./state.ts";

export type SpotId = `${AnyFormat} ${DeviceName}`;

const FLOATS = ["scalar", "wasm"] as const satisfies readonly DeviceName[];
const INTEGERS = ["int8-scalar", "int8", "relaxed"] as const satisfies readonly DeviceName[];

export interface Row {
  readonly id: SpotId;
  readonly format: AnyFormat;
  readonly place: DeviceName;
}

/** By format, the pruned net in integers and on a GPU as floats with zeros; at the edge that which is published. `hasGpu`: a device of WebGPU was found. */
export function rowsOf(chosen: AnyFormat, hasGpu: boolean): readonly Row[] {
  return [...ALL_FORMATS, "pruned" as const].flatMap((format) => {
    const gpu = hasGpu ? (["webgpu"] as const) : [];
    const places: Readonly<Partial<Record<AnyFormat, readonly DeviceName[]>>> = {
      float32: [...FLOATS, ...gpu],
      pruned: [...INTEGERS, ...gpu],
    };
    const all = [...(places[format] ?? INTEGERS), ...(format === chosen ? (["edge"] as const) : [])];
    return all.map((place): Row => ({ id: `${format} ${place}`, format, place }));
  });
}

/** As the thread is asked: those of integers with their files, and the row as the data have it; without the edge where there is no link. */
export function spotsOf(
  rows: readonly Row[],
  files: Readonly<Record<Format, Uint8Array>>,
  pruned: Pick<Pruned, "file" | "weights">,
  row: Float32Array,
  hasEdge: boolean,
): readonly Spot<SpotId>[] {
  return rows.flatMap(({ id, format, place }): readonly Spot<SpotId>[] => {
    if (place === "edge") return hasEdge ? [{ id, place, rows: row.slice() }] : [];
    if (format === "float32") return [{ id, place }];
    if (place === "webgpu") return [{ id, place, weights: pruned.weights }];
    const file = format === "pruned" ? pruned.file : files[format];
    return [{ id, place, file: file.slice(), rows: row.slice() }];
  });
}
