import { mix, mixingMatrix } from "../../../data/generators/mixing.ts";
import { requireNumbers } from "../../../data/require.ts";
import type { Table } from "../../../data/table.ts";
import type { BlockedRows } from "../../../kernels/ica/fit.ts";
import { BLOCK_ROWS, blockCount, blockOf, type Values } from "../../../kernels/moments/index.ts";
import { foldIn, integer } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import { checkFactorTable, refuse } from "../table.ts";
import type { IcaParams } from "./fields.ts";

/** Streams of random numbers of the key that a run shares, and of the places of patches. */
const KEY = { mix: 1, patches: 2 } as const;
const PATCH_KEY = { picture: 0, left: 1, top: 2 } as const;
/** Sources that the lab mixes at most. */
const MAX_MIXED = 16;

/** What the tasks of one run share: `own` is the key of the mixing and of the patches. */
export type IcaTaskParams = Omit<IcaParams, "iterations"> & { readonly own: Key };

/** The signals to be separated, and the true sources where they are known: as many as there are signals. */
export interface Signals extends BlockedRows {
  readonly names: readonly string[];
  readonly truth: { readonly names: readonly string[]; block(index: number): Float64Array } | null;
  /** Of a row that is a picture. */
  readonly image: { readonly width: number; readonly height: number } | null;
}

export function signalsOf({ own: key, ...params }: IcaTaskParams, data: Table | null): Signals {
  if (data === null) throw new RangeError("data is missing: ICA needs signals");
  if (params.cut) return patchesOf(data, params.side ?? 0, params.patches ?? 0, foldIn(key, KEY.patches));
  const { rows, columns, image } = data;
  const names = data.names ?? Array.from({ length: columns }, (_, c) => String(c + 1));
  const sources = trueSources(data, params.mix);
  const truth = sources && {
    names: sources.names,
    block: (index: number) => float64(blockOf({ rows, columns, ...sources }, index)),
  };
  const base = { rows, columns, truth, image: image?.channels === 1 ? image : null };
  if (!params.mix || truth === null) return { ...base, names, block: (index) => blockOf(data, index) };
  const matrix = mixingMatrix(foldIn(key, KEY.mix), columns);
  const block = (index: number) => {
    const clean = truth.block(index);
    return mix(clean, clean.length / columns, matrix, 0, key);
  };
  return { ...base, names: names.map((_, i) => `mix${i + 1}`), block };
}

/** Of generators that mix: what they mixed. Of data to be mixed here: the columns. */
function trueSources({ columns, factors, values, names }: Table, mixing: boolean) {
  if (factors && factors.names.length === columns) return factors;
  if (!mixing) return null;
  return { names: names ?? Array.from({ length: columns }, (_, c) => String(c + 1)), values };
}

/** Whether the sources are known that the signals were mixed from. */
export function hasTruth({ cut, mix }: Pick<IcaParams, "cut" | "mix">, data: Table): boolean {
  return !cut && trueSources(data, mix) !== null;
}

function float64(values: Values): Float64Array {
  return values instanceof Uint8Array ? Float64Array.from(values, (x) => x / 255) : Float64Array.from(values);
}

/** Patches at random places; coloured pictures as grey. The mean of each patch is subtracted: brightness would outweigh all else. */
function patchesOf(data: Table, side: number, patches: number, key: Key): Signals {
  const { width, height, channels } = data.image ?? { width: 0, height: 0, channels: 1 };
  const { values, rows, columns } = data;
  const unit = values instanceof Uint8Array ? 255 : 1;
  const keys = {
    picture: foldIn(key, PATCH_KEY.picture),
    left: foldIn(key, PATCH_KEY.left),
    top: foldIn(key, PATCH_KEY.top),
  };
  const size = side * side;
  const cut = (patch: number, out: Float64Array) => {
    const picture = integer(keys.picture, patch, rows) * columns;
    const left = integer(keys.left, patch, width - side + 1);
    const top = integer(keys.top, patch, height - side + 1);
    let mean = 0;
    for (let at = 0; at < size; at++) {
      const pixel = picture + ((top + Math.floor(at / side)) * width + left + (at % side)) * channels;
      let sum = 0;
      for (let c = 0; c < channels; c++) sum += values[pixel + c];
      out[at] = sum / (channels * unit);
      mean += out[at] / size;
    }
    for (let at = 0; at < size; at++) out[at] -= mean;
  };
  return {
    rows: patches,
    columns: size,
    names: Array.from({ length: size }, (_, c) => `${Math.floor(c / side) + 1},${(c % side) + 1}`),
    truth: null,
    image: { width: side, height: side },
    block(index) {
      const from = index * BLOCK_ROWS;
      const out = new Float64Array((Math.min(patches, from + BLOCK_ROWS) - from) * size);
      for (let r = 0; r < out.length / size; r++) cut(from + r, out.subarray(r * size, (r + 1) * size));
      return out;
    },
  };
}

/** Throws an ExperimentError for data that cannot be separated. */
export function checkIca(params: IcaParams, table: Table | null): Table {
  if (params.cut && table !== null) return checkPictures(requireNumbers(table), params.side ?? 0);
  const data = checkFactorTable(table, "complete");
  if (params.mix && data.columns > MAX_MIXED)
    throw refuse(
      "too-many-columns",
      `columns: ${data.columns} (must be at most ${MAX_MIXED} to be mixed: use fewer, or do not mix them)`,
      {
        value: data.columns,
        max: MAX_MIXED,
      },
    );
  if (data.rows <= data.columns)
    throw refuse(
      "fewer-rows-than-columns",
      `rows: ${data.rows} (must be more than the ${data.columns} columns: with so few, any separation looks good)`,
      { value: data.rows, columns: data.columns },
    );
  return data;
}

function checkPictures(data: Table, side: number): Table {
  const least = Math.min(data.image?.width ?? 0, data.image?.height ?? 0);
  if (least === 0)
    throw refuse(
      "no-pictures",
      "rows are not pictures (must be pictures, or turn off cutting)",
      { fits: "false" },
      "params.cut",
    );
  if (side > least)
    throw refuse(
      "out-of-range",
      `invalid params.side: ${side} (must be at most ${least}, as wide as a picture)`,
      { value: side, min: 2, max: least },
      "params.side",
    );
  return data;
}

/** Components that there can be at most, before the rank is known. */
export function maxComponents(params: IcaParams, data: Table): number {
  const columns = params.cut ? (params.side ?? 0) ** 2 : data.columns;
  return params.components > 0 ? Math.min(params.components, columns) : columns;
}

export function signalRows(params: IcaParams, data: Table): number {
  return params.cut ? (params.patches ?? 0) : data.rows;
}

export function whiteningSteps(params: IcaParams, data: Table): number {
  return blockCount(signalRows(params, data));
}
