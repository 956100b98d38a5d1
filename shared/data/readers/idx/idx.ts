import { ExperimentError } from "../../../experiment/errors.ts";
import type { FileContent } from "../content.ts";
import { samplesContent } from "../content.ts";
import { countOf, truncated } from "../errors.ts";

/** Types of the IDX format (LeCun's MNIST page): code in the third byte, size in bytes, reader. Values are big-endian. */
const TYPES: Readonly<Record<number, { readonly size: number; read(view: DataView, at: number): number }>> = {
  8: { size: 1, read: (view, at) => view.getUint8(at) },
  9: { size: 1, read: (view, at) => view.getInt8(at) },
  11: { size: 2, read: (view, at) => view.getInt16(at) },
  12: { size: 4, read: (view, at) => view.getInt32(at) },
  13: { size: 4, read: (view, at) => view.getFloat32(at) },
  14: { size: 8, read: (view, at) => view.getFloat64(at) },
};

export function isIdx(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && bytes[0] === 0 && bytes[1] === 0 && bytes[2] in TYPES && bytes[3] >= 1 && bytes[3] <= 8;
}

/** Reads an IDX file: one dimension is labels, more are samples. Throws an ExperimentError at `path`. */
export function decodeIdx(bytes: Uint8Array, path: string): FileContent {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rank = bytes[3];
  const type = TYPES[bytes[2]];
  const head = 4 + 4 * rank;
  if (bytes.length < head) throw truncated(path, head, bytes.length);
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const count = countOf(shape, path);
  const expected = head + count * type.size;
  if (bytes.length < expected) throw truncated(path, expected, bytes.length);
  if (bytes.length > expected)
    throw new ExperimentError(
      path,
      "surplus-bytes",
      `${path} has ${bytes.length} bytes (its header says ${expected}: wrong header, or two files joined)`,
      { value: bytes.length, expected },
    );
  const values = bytes[2] === 8 ? bytes.slice(head) : readAll(view, head, count, type);
  return samplesContent("idx", shape, values, path);
}

function readAll(view: DataView, head: number, count: number, type: (typeof TYPES)[number]): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => type.read(view, head + i * type.size));
}
