/** The digits of the home page: a recorded decoder, and what it makes of codes. */
import type { Arrays } from "../../../shared/arrays.ts";
import { decodeCompact } from "../../../shared/publication/compact.ts";
import decoderUrl from "./decoder.safetensors?url";

/** Of the generated digits. */
const pixels = 28 * 28;

/** The decoding half of a trained autoencoder of one layer each way, and codes of digits it never saw. */
export interface Decoder {
  /** "layer1.weights" (width × pixels) and "layer1.bias". */
  readonly layer: Arrays;
  /** Rows × width. */
  readonly codes: Float32Array;
  readonly width: number;
}

export async function loadDecoder(): Promise<Decoder> {
  const answer = await fetch(decoderUrl);
  if (!answer.ok) throw new Error(`decoder could not be loaded: HTTP ${answer.status}`);
  return readDecoder(new Uint8Array(await answer.arrayBuffer()));
}

export function readDecoder(bytes: Uint8Array): Decoder {
  const { arrays } = decodeCompact(bytes);
  const { codes, ...layer } = arrays;
  return { layer, codes: codes.values as Float32Array, width: codes.shape[1] };
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

/** The pictures of codes, rows × pixels in [0, 1]: the layer's sigmoid units. So few that no thread has to be started for them. */
export function decodeDigits({ layer, width }: Decoder, codes: Float32Array): Float32Array {
  const [weights, bias] = [layer["layer1.weights"].values, layer["layer1.bias"].values];
  const rows = codes.length / width;
  const pictures = new Float32Array(rows * pixels);
  for (let row = 0; row < rows; row++)
    for (let pixel = 0; pixel < pixels; pixel++) {
      let sum = Number(bias[pixel]);
      for (let k = 0; k < width; k++) sum += codes[row * width + k] * Number(weights[k * pixels + pixel]);
      pictures[row * pixels + pixel] = 1 / (1 + Math.exp(-sum));
    }
  return pictures;
}
