import { ExperimentError } from "../../../shared/experiment/errors.ts";

/** Files as other programs write them, put together by hand. */
const idxCodes = { u1: 8, i1: 9, i2: 11, i4: 12, f4: 13, f8: 14 } as const;
export type IdxType = keyof typeof idxCodes;
const sizes = { u1: 1, i1: 1, i2: 2, i4: 4, f4: 4, f8: 8 } as const;

export function idx(type: IdxType, shape: readonly number[], values: readonly number[]): Uint8Array<ArrayBuffer> {
  const head = 4 + 4 * shape.length;
  const bytes = new Uint8Array(head + values.length * sizes[type]);
  bytes.set([0, 0, idxCodes[type], shape.length]);
  const view = new DataView(bytes.buffer);
  for (const [i, extent] of shape.entries()) view.setUint32(4 + 4 * i, extent);
  for (const [i, value] of values.entries()) put(view, head + i * sizes[type], type, value, false);
  return bytes;
}

export function npy(
  descr: string,
  shape: readonly number[],
  values: readonly number[],
  { fortran = false, version = 1 }: { readonly fortran?: boolean; readonly version?: 1 | 2 } = {},
): Uint8Array<ArrayBuffer> {
  const type = descr.slice(1) as IdxType;
  const dimensions = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const start = version === 1 ? 10 : 12;
  const plain = `{'descr': '${descr}', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': (${dimensions}), }`;
  const header = `${plain.padEnd(63 - ((start + plain.length) % 64) + plain.length)}\n`;
  const bytes = new Uint8Array(start + header.length + values.length * (sizes[type] ?? 0));
  bytes.set([0x93, ...new TextEncoder().encode("NUMPY"), version, 0]);
  const view = new DataView(bytes.buffer);
  if (version === 1) view.setUint16(8, header.length, true);
  else view.setUint32(8, header.length, true);
  bytes.set(new TextEncoder().encode(header), start);
  for (const [i, value] of values.entries())
    put(view, start + header.length + i * sizes[type], type, value, descr[0] !== ">");
  return bytes;
}

function put(view: DataView, at: number, type: IdxType, value: number, little: boolean): void {
  if (type === "u1") view.setUint8(at, value);
  else if (type === "i1") view.setInt8(at, value);
  else if (type === "i2") view.setInt16(at, value, little);
  else if (type === "i4") view.setInt32(at, value, little);
  else if (type === "f4") view.setFloat32(at, value, little);
  else view.setFloat64(at, value, little);
}

export function text(content: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(content);
}

/** The ExperimentError that `work` ends in; anything else it ends in is thrown. */
export async function failure(work: () => unknown): Promise<ExperimentError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ExperimentError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
