/** What comes out. */
export type Samples =
  | {
      readonly kind: "pictures";
      readonly count: number;
      readonly height: number;
      readonly width: number;
      readonly channels: 1 | 3;
      /** count × height × width × channels, 0…255. */
      readonly levels: Uint8Array<ArrayBuffer>;
    }
  | {
      readonly kind: "points";
      readonly count: number;
      /** count × 2. */
      readonly values: Float64Array<ArrayBuffer>;
    }
  | {
      readonly kind: "texts";
      readonly count: number;
      readonly texts: readonly string[];
      /** Of each text, what the model gave each character behind the prefix, 0 to 1; not of samples that were kept. The stages of one way share them, longer than what is written. */
      readonly probabilities?: readonly Float64Array[];
    };

/** The same everywhere: levels as they are, little-endian float64, UTF-8 with a line feed behind each text. */
export function bytesOf(samples: Samples): Uint8Array<ArrayBuffer> {
  switch (samples.kind) {
    case "pictures":
      return samples.levels;
    case "points":
      return new Uint8Array(samples.values.buffer, samples.values.byteOffset, samples.values.byteLength);
    case "texts":
      return new TextEncoder().encode(samples.texts.map((text) => `${text}\n`).join(""));
    default:
      return samples satisfies never;
  }
}
