import { constants, deflateRawSync, gzipSync, inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crc } from "../../../shared/data/readers/crc.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { gunzip } from "../../../shared/data/readers/gzip.ts";
import { InflateError, inflate } from "../../../shared/data/readers/inflate.ts";
import { failure, text } from "./files.ts";

const joined = (...parts: readonly ArrayLike<number>[]) => Uint8Array.from(parts.flatMap((part) => Array.from(part)));
const packed = (content: string) => gzipSync(text(content));

/** What comes out, or null where it cannot be read. */
function inflated(bytes: Uint8Array): Buffer | null {
  const parts: Uint8Array[] = [];
  try {
    inflate(bytes, 0, (piece) => parts.push(piece.slice()) > 0);
  } catch (error) {
    if (error instanceof InflateError) return null;
    throw error;
  }
  return Buffer.concat(parts);
}

function byZlib(bytes: Uint8Array): Buffer | null {
  try {
    return inflateRawSync(bytes);
  } catch {
    return null;
  }
}

describe("inflate", () => {
  const contents = fc
    .record({ length: fc.integer({ min: 0, max: 3000 }), letters: fc.integer({ min: 1, max: 256 }), seed: fc.nat() })
    .map(({ length, letters, seed }) => {
      let state = seed;
      return Uint8Array.from({ length }, () => {
        state = (Math.imul(state, 1103515245) + 12345) >>> 0;
        return (state >>> 16) % letters;
      });
    });
  const options = fc.record({
    level: fc.integer({ min: 0, max: 9 }),
    strategy: fc.constantFrom(
      constants.Z_DEFAULT_STRATEGY,
      constants.Z_HUFFMAN_ONLY,
      constants.Z_RLE,
      constants.Z_FIXED,
    ),
  });

  test("what zlib made comes back, however it was packed; it ends where it ends", () => {
    fc.assert(
      fc.property(contents, options, (content, how) => {
        const bytes = deflateRawSync(content, how);
        expect(inflated(bytes)).toEqual(Buffer.from(content));
        expect(inflate(joined([9, 9], bytes, [1, 2, 3]), 2, () => true)).toBe(2 + bytes.length);
      }),
    );
  });

  test("more than a window, with what repeats from its far end", () => {
    const part = Uint8Array.from({ length: 32_768 }, (_, i) => (i * i) >> 7);
    const content = joined(part, part, new Uint8Array(300_000), part.subarray(0, 5000));
    expect(inflated(deflateRawSync(content))).toEqual(Buffer.from(content));
  });

  test("damaged bytes are refused exactly where zlib refuses them", () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 7 })), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(contents, options, edits, (content, how, changes) => {
        const bytes = deflateRawSync(content, how);
        for (const [at, bit] of changes) bytes[at % bytes.length] ^= 1 << bit;
        expect(inflated(bytes)).toEqual(byZlib(bytes));
      }),
      { numRuns: 500 },
    );
  });
});

test("CRC-32 has its published check value, in one piece or in several", () => {
  const digits = text("123456789");
  expect(crc(digits)).toBe(0xcbf43926);
  for (let at = 0; at <= 9; at++) expect(crc(digits.subarray(at), crc(digits.subarray(0, at)))).toBe(0xcbf43926);
});

describe("gzip files", () => {
  const [first, second] = [packed("a,b\n1,2\n"), packed("3,4\n")];
  const all = "a,b\n1,2\n3,4\n";
  const contentOf = (bytes: Uint8Array) => new TextDecoder().decode(gunzip(bytes, "f").bytes);

  test.each<[string, Uint8Array, number]>([
    ["two members", joined(first, second), 0],
    ["an empty member between", joined(first, packed(""), second), 0],
    ["zeros as padding", joined(first, second, new Uint8Array(500)), 0],
    ["other bytes after the end", joined(first, second, text("trash")), 5],
    ["a member behind zeros, which gzip leaves out too", joined(first, second, [0, 0], second), 2 + second.length],
  ])("%s", (_, bytes, surplus) => {
    expect(contentOf(bytes)).toBe(all);
    expect(gunzip(bytes, "f").surplus).toBe(surplus);
  });

  test("a header with every field", () => {
    const plain = joined(second);
    const flagged = joined(plain.subarray(0, 3), [2 | 4 | 8 | 16], plain.subarray(4, 10));
    const fields = joined([3, 0, 1, 2, 3], text("name\0"), text("comment\0"), [7, 7]);
    expect(contentOf(joined(first, flagged, fields, plain.subarray(10)))).toBe(all);
  });

  test.each<[string, Uint8Array<ArrayBuffer>, string, RegExp]>([
    ["cut off", joined(first).slice(0, 20), "compressed-cut", /cut off: its compressed bytes end after 20/],
    ["cut in its checksum", joined(first).slice(0, -1), "compressed-cut", /cut off/],
    ["a second member cut off", joined(first, second.subarray(0, 9)), "compressed-cut", /cut off/],
    [
      "a second member by another method",
      joined(first, [0x1f, 0x8b], text("zzzzzzzzzzzz")),
      "not-compressed",
      /damaged/,
    ],
    ["another checksum", joined(first.subarray(0, -8), [1, 2, 3, 4], first.subarray(-4)), "not-compressed", /damaged/],
    ["another size", joined(first.subarray(0, -1), [1]), "not-compressed", /damaged/],
  ])("%s is refused", async (_, bytes, code, message) => {
    const error = await failure(() => decodeFile({ name: "f", bytes }));
    expect([error.path, error.code]).toEqual(["f", code]);
    expect(error.message).toMatch(message);
  });

  test("bytes that are left out are told of", async () => {
    const content = await decodeFile({ name: "f.gz", bytes: joined(first, text("trash")) });
    const told = [{ code: "bytes-after-gzip", values: { name: "f.gz", value: 5 } }];
    expect(content).toMatchObject({ kind: "table", table: { notices: told } });
  });

  test("what inflates far is read when the user says so, and refused otherwise with the sizes and the cure", async () => {
    const row = `${"0,".repeat(999)}1\n`;
    const bytes = joined(packed(row.repeat(3000)));
    const max = 4 * 2 ** 20;
    const error = await failure(() => decodeFile({ name: "f.csv.gz", bytes }));
    expect(error).toMatchObject({ path: "f.csv.gz", code: "file-inflates-too-far" });
    expect(error.values).toEqual({ value: bytes.length, max });
    expect(error.message).toMatch(/read it whole: --inflate whole/);
    const content = await decodeFile({ name: "f.csv.gz", bytes }, { inflate: "whole" });
    expect(content).toMatchObject({ kind: "table", table: { rows: 3000, columns: 1000 } });
    expect(await decodeFile({ name: "f", bytes: joined(packed(row.repeat(2000))) })).toMatchObject({
      table: { rows: 2000 },
    });
  });

  test("beyond what the reader may hold, nothing is asked", async () => {
    const bytes = joined(packed("0".repeat(1001)));
    const error = await failure(async () => gunzip(bytes, "f.gz", true, 1000));
    expect(error).toMatchObject({ code: "file-inflates-beyond", values: { value: bytes.length, max: 1000 } });
    expect(gunzip(bytes, "f.gz", true, 1001).bytes.length).toBe(1001);
  });
});
