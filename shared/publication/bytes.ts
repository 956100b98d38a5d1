import { ExperimentError } from "../experiment/errors.ts";

/** Bytes requested, so that a reader never holds more than it requested (and one piece of the stream). */
export interface ByteSource {
  /** Exactly `length` bytes, as a copy. Throws an ExperimentError ("truncated") when there are fewer. */
  take(length: number): Promise<Uint8Array<ArrayBuffer>>;
  atEnd(): Promise<boolean>;
}

export function bytesSource(bytes: Uint8Array): ByteSource {
  let at = 0;
  return {
    async take(length) {
      if (at + length > bytes.length) throw truncated(length, bytes.length - at);
      at += length;
      return bytes.slice(at - length, at);
    },
    atEnd: async () => at === bytes.length,
  };
}

export interface ByteReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
}

/** Bytes of a stream as they arrive: whatever the sender announced, only what arrives is counted. */
export function streamSource(reader: ByteReader): ByteSource {
  let rest: Uint8Array = new Uint8Array(0);
  const more = async (): Promise<boolean> => {
    const { done, value } = await reader.read();
    rest = value ?? new Uint8Array(0);
    return !done;
  };
  return {
    async take(length) {
      const taken = new Uint8Array(length);
      let filled = 0;
      while (filled < length) {
        if (rest.length === 0 && !(await more())) throw truncated(length, filled);
        const piece = rest.subarray(0, length - filled);
        taken.set(piece, filled);
        filled += piece.length;
        rest = rest.subarray(piece.length);
      }
      return taken;
    },
    async atEnd() {
      while (rest.length === 0) if (!(await more())) return true;
      return false;
    },
  };
}

/** Everything up to the end, or an ExperimentError ("too-large") as soon as there is more than `most`. */
export async function takeAll(reader: ByteReader, most: number, path = "body"): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (value === undefined) continue;
    total += value.length;
    if (total > most) {
      throw new ExperimentError(
        path,
        "too-large",
        `${path} too large: more than ${most} bytes (must be at most ${most})`,
        {
          max: most,
        },
      );
    }
    pieces.push(value);
  }
  const all = new Uint8Array(total);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function truncated(wanted: number, there: number): ExperimentError {
  return new ExperimentError("body", "truncated", `truncated body: ${there} of ${wanted} bytes (send it again)`, {
    value: there,
    expected: wanted,
  });
}
