import { ExperimentError } from "./errors.ts";
import { limits } from "./limits.ts";

type Format = "gzip" | "deflate" | "deflate-raw";
const PIECE = 2048;

export async function compress(bytes: Uint8Array<ArrayBuffer>, format: Format): Promise<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new CompressionStream(format);
  const writing = push(writable.getWriter(), bytes);
  const out = await collect(readable.getReader(), () => {});
  await writing;
  return out;
}

/**
 * Decompresses at most `most` bytes, and at most `ratio` bytes for each byte given (a a a few in all are free). Output is counted as it arrives and the
 * stream is cancelled at the cap, so a bomb costs no more than that.
 * Throws an ExperimentError ("inflates-too-far", "not-compressed") at `path`.
 */
export async function decompress(
  bytes: Uint8Array<ArrayBuffer>,
  format: Format,
  most: number,
  path: string,
  ratio: number = limits.inflate.ratio,
): Promise<Uint8Array<ArrayBuffer>> {
  const cap = Math.min(most, inflatable(bytes.length, ratio));
  const { readable, writable } = new DecompressionStream(format);
  const writing = push(writable.getWriter(), bytes);
  try {
    const out = await collect(readable.getReader(), (size) => {
      if (size > cap)
        throw new ExperimentError(path, "inflates-too-far", `${path} inflates to more than ${cap} bytes (refused)`, {
          max: cap,
        });
    });
    await writing;
    return out;
  } catch (error) {
    void writing.catch(() => {});
    if (error instanceof ExperimentError) throw error;
    throw new ExperimentError(
      path,
      "not-compressed",
      `${path} is damaged: its compressed bytes cannot be read (was it cut off?)`,
    );
  }
}

/** How far that many bytes may inflate. */
export function inflatable(length: number, ratio: number = limits.inflate.ratio): number {
  return Math.max(limits.inflate.free, ratio * length);
}

async function push(writer: ByteStreamWriter, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    // Small pieces (deflate reaches 1,032:1), so that the reader sees the output of a bomb before more than 2 MiB of it are made.
    for (let at = 0; at < bytes.length; at += PIECE) await writer.write(bytes.slice(at, at + PIECE));
    await writer.close();
  } catch {
    // The reader meets the same error and reports it.
  }
}

async function collect(reader: ByteStreamReader, check: (size: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || value === undefined) break;
      size += value.length;
      check(size);
      parts.push(value);
    }
  } catch (error) {
    void reader.cancel(error).catch(() => {});
    throw error;
  }
  const out = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
