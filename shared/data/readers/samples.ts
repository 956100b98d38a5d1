import { ExperimentError } from "../../experiment/errors.ts";
import type { FileFormat } from "../../experiment/experiment.ts";
import { limits } from "../../experiment/limits.ts";
import type { Reading } from "../../experiment/reading.ts";
import type { DataNotice, Table } from "../table.ts";
import { checkSize, type FileContent, infinite } from "./content.ts";

type Values = Uint8Array | Float32Array | Float64Array;

/**
 * An array of any rank as samples: one dimension of whole numbers is labels; otherwise the first axis counts samples. n × h × w are grey pictures, and so are
 * n × h × w × 1 and n × 1 × h × w; n × h × w × 3 and n × 3 × h × w are coloured ones. NaN is a missing value. Throws an ExperimentError at `path`.
 */
export function samplesContent(
  format: FileFormat,
  shape: readonly number[],
  values: Values,
  path: string,
  { orientation }: Reading = {},
): FileContent {
  const [rows = 0, ...rest] = shape;
  if (values.length === 0) throw new ExperimentError(path, "empty", `${path} is empty: ${shape.join(" × ")} values`);
  if (shape.length === 1) {
    const labels = asLabels(values);
    if (labels) return { kind: "labels", format, shape, labels };
  }
  const columns = rest.reduce((product, extent) => product * extent, 1);
  checkSize(rows, columns, path);
  const axes = picturesOf(rest);
  const turned = axes && orientation === "columns" ? { ...axes, h: axes.w, w: axes.h } : axes;
  // IDX has pictures as n × h × w alone.
  const notice = format === "npy" ? ambiguity(shape, path) : undefined;
  const table: Table = {
    rows,
    columns,
    values: axes ? rearranged(values, rows, axes, orientation === "columns") : values,
    ...(turned && { image: { width: turned.w, height: turned.h, channels: turned.c } }),
    ...(notice && { notices: [notice] }),
  };
  return { kind: "table", format, shape, table: { ...table, ...maskOf(table, path) } };
}

/** The labels that these values are, where they are whole numbers and few enough. */
export function asLabels(values: Values): Int32Array | undefined {
  for (const value of values)
    if (!Number.isInteger(value) || value < 0 || value >= limits.file.classes) return undefined;
  return Int32Array.from(values);
}

/** Pictures of height × width × channels; whether the file has the channels first. */
interface Axes {
  readonly h: number;
  readonly w: number;
  readonly c: 1 | 3;
  readonly isFirst: boolean;
}

const isChannels = (extent: number): extent is 1 | 3 => extent === 1 || extent === 3;

/** What the axes after the first are, where they are those of pictures; where channels may be first or last they are last. */
function picturesOf(rest: readonly number[]): Axes | undefined {
  const [a, b, c] = rest;
  if (rest.length === 2 && a > 1 && b > 1) return { h: a, w: b, c: 1, isFirst: false };
  if (rest.length === 3 && isChannels(c)) return { h: a, w: b, c, isFirst: false };
  if (rest.length === 3 && isChannels(a)) return { h: b, w: c, c: a, isFirst: true };
  return undefined;
}

/** What else the shape could mean, for the user to be told. */
function ambiguity(shape: readonly number[], name: string): DataNotice | undefined {
  const [n, a, b, c] = shape;
  const values = { name, shape: shape.join(" × ") };
  if (shape.length === 4 && isChannels(a) && isChannels(c) && (a === 3 || c === 3))
    return { code: "channels-last", values: { ...values, value: c } };
  // A single picture in colour, with its channels last or first.
  if (shape.length === 3 && a > 1 && b > 1 && (b === 3 || b === 4 || n === 3))
    return { code: "maybe-one-picture", values: { ...values, value: n, height: a, width: b } };
  return undefined;
}

/** Pictures with their channels last, row by row; `isTurned` where they are stored column by column. */
function rearranged<V extends Values>(values: V, rows: number, { h, w, c, isFirst }: Axes, isTurned: boolean): V {
  if (!isTurned && (!isFirst || c === 1)) return values;
  const out = new (values.constructor as new (length: number) => V)(values.length);
  // Steps in the file from one pixel to the next across, down, and to its next channel.
  const [across, down, deeper] = isFirst ? [1, w, h * w] : [c, w * c, 1];
  const [width, height, right, below] = isTurned ? [h, w, down, across] : [w, h, across, down];
  for (let row = 0, at = 0; row < rows; row++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let k = 0; k < c; k++) out[at++] = values[row * h * w * c + y * below + x * right + k * deeper];
  return out;
}

function maskOf({ values, columns }: Table, path: string): { readonly mask?: Uint8Array } {
  if (values instanceof Uint8Array) return {};
  let mask: Uint8Array | undefined;
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) continue;
    if (!Number.isNaN(values[i])) throw infinite(path, Math.floor(i / columns) + 1, (i % columns) + 1);
    mask ??= new Uint8Array(values.length).fill(1);
    mask[i] = 0;
  }
  return mask ? { mask } : {};
}
