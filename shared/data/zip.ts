import { crc } from "./readers/crc.ts";

export interface ZipEntry {
  /** In ASCII, with "/" between folders. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** 1 January 1980, noon: the same bytes whenever and wherever they are written. */
const DATE = (1 << 5) | 1;
const TIME = 12 << 11;
/** What the format without its 64-bit extension can say. */
const MOST = 0xffffffff;

/**
 * A ZIP archive without compression (PKWARE's APPNOTE 6.3.3, method 0), as parts to be written one after the other. Throws a RangeError for more than 4 GiB, or
 * 65,535 entries.
 */
export function storedZip(entries: readonly ZipEntry[]): readonly Uint8Array<ArrayBuffer>[] {
  // Headers and directory take 76 bytes of each file, and its name twice.
  const total = entries.reduce((sum, { name, bytes }) => sum + bytes.length + 2 * name.length + 76, 22);
  if (total > MOST || entries.length > 0xffff)
    throw new RangeError(`archive of ${entries.length} files and ${total} bytes (must be 65535 and 4 GiB at most)`);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for (const { name, bytes } of entries) {
    const path = new TextEncoder().encode(name);
    const sum = crc(bytes);
    const about = (head: Field[], tail: Field[]) =>
      fields([
        ...head,
        [2, 20],
        [2, 0],
        [2, 0],
        [2, TIME],
        [2, DATE],
        [4, sum],
        [4, bytes.length],
        [4, bytes.length],
        [2, path.length],
        [2, 0],
        ...tail,
      ]);
    const local = about([[4, 0x04034b50]], []);
    const ofDirectory: Field[] = [
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, at],
    ];
    directory.push(
      about(
        [
          [4, 0x02014b50],
          [2, 20],
        ],
        ofDirectory,
      ),
      path,
    );
    parts.push(local, path, bytes);
    at += local.length + path.length + bytes.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = fields([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, entries.length],
    [2, entries.length],
    [4, size],
    [4, at],
    [2, 0],
  ]);
  return [...parts, ...directory, end];
}

/** Bytes, and the number in them. */
type Field = readonly [size: 2 | 4, value: number];

/** Little-endian. */
function fields(all: readonly Field[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    all.flatMap(([size, value]) => Array.from({ length: size }, (_, i) => (value >>> (8 * i)) & 255)),
  );
}
