import type { NDArray } from "../../../arrays.ts";

const types: Readonly<Record<string, string>> = {
  Float32Array: "<f4",
  Float64Array: "<f8",
  Int8Array: "|i1",
  Int32Array: "<i4",
  Uint8Array: "|u1",
  Uint32Array: "<u4",
};

/** An array as a NumPy file, format 1.0 (little-endian, C order). */
export function toNpy({ shape, values }: NDArray): Uint8Array<ArrayBuffer> {
  const dimensions = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const text = `{'descr': '${types[values.constructor.name]}', 'fortran_order': False, 'shape': (${dimensions}), }`;
  // Magic, version and length take 10 bytes; the header ends in a newline on a multiple of 64.
  const length = Math.ceil((10 + text.length + 1) / 64) * 64;
  const bytes = new Uint8Array(length + values.byteLength);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, (length - 10) & 255, (length - 10) >> 8]);
  bytes.set(new TextEncoder().encode(`${text.padEnd(length - 11)}\n`), 10);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), length);
  return bytes;
}
