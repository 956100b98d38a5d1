/** The digits of the home page: a recorded decoder, and what it makes of codes. Loaded after the page. */
import { type Arrays, array } from "../../../shared/arrays.ts";
import type { Params } from "../../../shared/experiment/fields.ts";
import { decodeCompact } from "../../../shared/publication/compact.ts";
import { pool } from "../pool.ts";
import decoderUrl from "./decoder.safetensors?url";

/** Of the generated digits. */
const pixels = 28 * 28;

/** The decoding half of a trained autoencoder of one layer each way, and codes of digits it never saw. */
export interface Decoder {
  /** "layer1.weights" (width × pixels) and "layer1.bias". */
  readonly layer: Arrays;
  readonly params: Params;
  /** Rows × width. */
  readonly codes: Float32Array;
  readonly width: number;
}

export async function loadDecoder(): Promise<Decoder> {
  const answer = await fetch(decoderUrl);
  if (!answer.ok) throw new Error(`decoder could not be loaded: HTTP ${answer.status}`);
  const { arrays, metadata } = decodeCompact(new Uint8Array(await answer.arrayBuffer()));
  const { codes, ...layer } = arrays;
  const params = JSON.parse(metadata.params) as Params;
  return { layer, params, codes: codes.values as Float32Array, width: codes.shape[1] };
}

/** `count` codes from the `first` on, each on the way from one digit to another: 0 is the first, 1 the second. */
export function mixedCodes({ codes, width }: Decoder, first: number, count: number, share: number): Float32Array {
  const total = codes.length / width;
  const rows = new Float32Array(count * width);
  for (let i = 0; i < count; i++) {
    const a = ((first + i) % total) * width;
    const b = ((first + i + Math.floor(total / 2)) % total) * width;
    for (let k = 0; k < width; k++) rows[i * width + k] = (1 - share) * codes[a + k] + share * codes[b + k];
  }
  return rows;
}

/** The pictures of codes, rows × pixels in [0, 1], decoded on this machine. */
export async function decodeDigits(
  { layer, params, width }: Decoder,
  codes: Float32Array,
  signal: AbortSignal,
): Promise<Float32Array> {
  const output = await pool().ask({
    lab: "autoencoder",
    device: "wasm",
    data: null,
    task: { id: "digits", kind: "decode", key: [0, 0], steps: 1, params: { ...params, columns: pixels } },
    given: {
      ...layer,
      // The query takes a whole net; its encoder is not used.
      "layer0.weights": array(new Float32Array(pixels * width), [pixels, width]),
      "layer0.bias": array(new Float32Array(width)),
      rows: array(codes, [codes.length / width, width]),
    },
    signal,
  });
  return output.rows.values as Float32Array;
}
