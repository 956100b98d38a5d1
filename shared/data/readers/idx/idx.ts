import { ExperimentError } from "../../../experiment/errors.ts";
import type { Reading } from "../../../experiment/reading.ts";
import { type FileContent, type LabelsContent, withNotice } from "../content.ts";
import { countOf, truncated } from "../errors.ts";
import { asLabels, samplesContent } from "../samples.ts";
import { namesBehind } from "./write.ts";

/** Types of the IDX format (LeCun's MNIST page): code in the third byte, size in bytes, reader. Values are big-endian. */
const TYPES: Readonly<Record<number, { readonly size: number; read(view: DataView, at: number): number }>> = {
  8: { size: 1, read: (view, at) => view.getUint8(at) },
  9: { size: 1, read: (view, at) => view.getInt8(at) },
  11: { size: 2, read: (view, at) => view.getInt16(at) },
  12: { size: 4, read: (view, at) => view.getInt32(at) },
  13: { size: 4, read: (view, at) => view.getFloat32(at) },
  14: { size: 8, read: (view, at) => view.getFloat64(at) },
};

const LETTERS = 26;

export function isIdx(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && bytes[0] === 0 && bytes[1] === 0 && bytes[2] in TYPES && bytes[3] >= 1 && bytes[3] <= 8;
}

/**
 * Reads an IDX file: one dimension is labels, more are samples; but for QMNIST's labels, of which the first of eight columns is the class. Labels may
 * have the names of their classes behind them (`namedLabels`). Throws an ExperimentError at `path`.
 */
export function decodeIdx(bytes: Uint8Array, path: string, reading: Reading = {}): FileContent {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rank = bytes[3];
  const type = TYPES[bytes[2]];
  const head = 4 + 4 * rank;
  if (bytes.length < head) throw truncated(path, head, bytes.length);
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const count = countOf(shape, path);
  const expected = head + count * type.size;
  if (bytes.length < expected) throw truncated(path, expected, bytes.length);
  const names = rank === 1 ? namesBehind(bytes.subarray(expected)) : undefined;
  if (bytes.length > expected && !names)
    throw new ExperimentError(
      path,
      "surplus-bytes",
      `${path} has ${bytes.length} bytes (its header says ${expected}: wrong header, or two files joined)`,
      { value: bytes.length, expected },
    );
  const values = bytes[2] === 8 ? bytes.slice(head, expected) : readAll(view, head, count, type);
  const classes = bytes[2] === 12 ? qmnistClasses(shape, values) : undefined;
  if (classes)
    return withNotice(
      { kind: "labels", format: "idx", shape, labels: classes },
      { code: "first-of-eight", values: { name: path } },
    );
  const content = samplesContent("idx", shape, values, path, reading);
  if (content.kind !== "labels") return content;
  return names ? withNames(content, names, path) : withLetters(content, path);
}

/** Throws an ExperimentError for a label without a name. */
function withNames(content: LabelsContent, names: readonly string[], path: string): LabelsContent {
  const most = content.labels.reduce((a, b) => Math.max(a, b), 0);
  if (most < names.length) return { ...content, classes: names.map((_, label) => label), names };
  throw new ExperimentError(
    path,
    "label-without-name",
    `${path} has the label ${most}, but names for ${names.length} classes (make it again from its folder)`,
    { value: most, count: names.length },
  );
}

/** EMNIST (Cohen et al. 2017) numbers its letters from 1 to 26; a part of it may lack some. */
function withLetters(content: LabelsContent, name: string): FileContent {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const label of content.labels) {
    least = Math.min(least, label);
    most = Math.max(most, label);
  }
  // Ten classes from 1 on would be digits.
  if (least !== 1 || most <= 10 || most > LETTERS) return content;
  const classes = Array.from({ length: LETTERS }, (_, i) => i + 1);
  return withNotice({ ...content, classes }, { code: "emnist-letters", values: { name, value: most, count: LETTERS } });
}

/** QMNIST (Yadav & Bottou 2019, table 1): class, series, writer, digit of the writer, class as NIST numbers it, global index, and two that are 0. */
function qmnistClasses([rows, columns]: readonly number[], values: Uint8Array | Float64Array): Int32Array | undefined {
  if (columns !== 8 || values.length !== 8 * rows || rows === 0) return undefined;
  const classes = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = values[8 * row];
    if (!(value >= 0 && value <= 9) || values[8 * row + 7] !== 0) return undefined;
    classes[row] = value;
  }
  return asLabels(classes);
}

function readAll(view: DataView, head: number, count: number, { size, read }: (typeof TYPES)[number]): Float64Array {
  const values = new Float64Array(count);
  for (let i = 0, at = head; i < count; i++, at += size) values[i] = read(view, at);
  return values;
}
