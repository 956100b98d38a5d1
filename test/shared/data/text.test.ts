import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { formatOf } from "../../../shared/data/readers/sniff.ts";
import { failure } from "./files.ts";
import { columnOf, tableOf } from "./tables.ts";

const latin = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
const utf8 = (text: string) => new Uint8Array(Buffer.from(text));
const wide = (text: string) => new Uint8Array(Buffer.from(text, "utf16le"));
const swapped = (text: string) => new Uint8Array(Buffer.from(text, "utf16le").swap16());
const TEXT = "año,peso (€)\r\n1,2.5\r\n3,4\r\n";

describe("encodings", () => {
  test.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ["UTF-8", utf8(TEXT), "utf-8"],
    ["UTF-8 with a mark", utf8(`\ufeff${TEXT}`), "utf-8"],
    ["UTF-16", wide(TEXT), "utf-16le"],
    ["UTF-16 with a mark", wide(`\ufeff${TEXT}`), "utf-16le"],
    ["UTF-16, big end first", swapped(TEXT), "utf-16be"],
    ["UTF-16, big end first, with a mark", swapped(`\ufeff${TEXT}`), "utf-16be"],
    ["windows-1252", latin(TEXT.replace("€", "\x80")), "windows-1252"],
  ])("%s is found, and read so when it is chosen", async (_, bytes, encoding) => {
    for (const reading of [undefined, { encoding: encoding as "utf-8" }]) {
      const { table, understood } = await tableOf(bytes, reading);
      expect([table.names, [...table.values], understood?.encoding]).toEqual([
        ["año", "peso (€)"],
        [1, 2.5, 3, 4],
        encoding,
      ]);
    }
  });

  test("an encoding is read as chosen, whatever was found", async () => {
    expect((await tableOf(utf8(TEXT), { encoding: "windows-1252" })).table.names?.[0]).toBe("aÃ±o");
  });

  test("damaged UTF-8 is read all the same where that is chosen, which is told", async () => {
    const damaged = Uint8Array.of(...utf8("año,ñu\n1,2\n3,4\n5,a"), 0xff, 0xfe, ...utf8("b\n"));
    const { table } = await tableOf(damaged, { encoding: "utf-8-damaged", header: "yes" });
    expect(table.notices).toContainEqual({ code: "bytes-replaced", values: { name: "t.csv", count: 2, line: 4 } });
    const whole = await tableOf(damaged, { encoding: "utf-8-damaged", contents: "text" });
    expect(whole.table.notices).toEqual([{ code: "bytes-replaced", values: { name: "t.csv", count: 2, line: 4 } }]);
    const sound = await tableOf(utf8(TEXT), { encoding: "utf-8-damaged" });
    expect([sound.table.names, sound.table.notices ?? []]).toEqual([["año", "peso (€)"], []]);
  });

  test.each<[string, Uint8Array<ArrayBuffer>, object]>([
    [
      "a damaged byte in UTF-8",
      Uint8Array.of(...utf8("año,ñu\n1,2\n"), 0xff, 0x2c, 0x33),
      { value: "0xFF", line: 3, offset: 14, encoding: "utf-8" },
    ],
    [
      "UTF-8 cut within a character",
      utf8("año,ñu,é\nx,y,ñ").slice(0, -1),
      { value: "0xC3", line: 2, encoding: "utf-8" },
    ],
    [
      "UTF-8 cut within its second character",
      utf8("año,b\n1,ñ").slice(0, -1),
      { value: "0xC3", line: 2, encoding: "utf-8" },
    ],
    [
      "a byte that windows-1252 has not",
      latin("a\xf1o,b\n1,2\n3,\x8d4\n"),
      { value: "0x8D", line: 3, offset: 13, encoding: "windows-1252" },
    ],
  ])("%s is named with its place", async (_, bytes, values) => {
    const error = await failure(() => tableOf(bytes));
    expect([error.path, error.code]).toEqual(["t.csv", "not-text"]);
    expect(error.values).toMatchObject(values);
  });

  test.each<[string, Uint8Array<ArrayBuffer>, object]>([
    ["a zero in the middle", utf8("a,b\n1,2\n3,\x004"), { value: "0x00", line: 3, offset: 11, encoding: "utf-8" }],
    [
      "a control character late in the file",
      utf8(`a,b\n${"1,2\n".repeat(50_000)}3,\x014\n`),
      { value: "0x01", line: 50_002, offset: 200_007 },
    ],
  ])("%s is to be taken out; where an encoding was chosen, another may be the cure", async (_, bytes, values) => {
    const found = await failure(() => tableOf(bytes));
    expect([found.path, found.code]).toEqual(["t.csv", "control-in-text"]);
    expect(found.values).toMatchObject(values);
    const chosen = await failure(() => tableOf(bytes, { encoding: "utf-8" }));
    expect([chosen.code, chosen.values.value]).toEqual(["not-text", found.values.value]);
  });

  test("a byte that is not of the chosen encoding is named", async () => {
    const error = await failure(() => tableOf(latin("a\xf1o,b\n1,2\n"), { encoding: "utf-8" }));
    expect(error.values).toMatchObject({ value: "0xF1", line: 1, offset: 2, encoding: "utf-8" });
  });

  test("the end of a text in MS-DOS is no cell", async () => {
    expect(columnOf(await tableOf("a;b\r\n1;2\r\n\x1a"), "a")).toEqual([1]);
  });
});

describe("files of other programs", () => {
  test.each<[string, Uint8Array<ArrayBuffer>, string, string]>([
    ["Excel", latin("PK\x03\x04\x14\0\0\0\0\0xl/workbook.xml"), "Excel (XLSX)", "CSV"],
    ["old Excel", latin("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"), "Excel (XLS)", "CSV"],
    [
      "LibreOffice",
      latin("PK\x03\x04\x14\0mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
      "OpenDocument (ODS)",
      "CSV",
    ],
    ["NumPy archives", latin("PK\x03\x04\x14\0\0\0x.npy\x93NUMPY"), "NPZ", "NPY"],
    ["PDF", latin("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj"), "PDF", "CSV"],
    ["Parquet", latin("PAR1\x15\x04"), "Parquet", "CSV"],
    ["HDF5", latin("\x89HDF\r\n\x1a\n\0"), "HDF5", "NPY"],
    ["pictures of the web", latin("RIFF\x24\0\0\0WEBPVP8 \0"), "WebP", "PNG"],
    ["photographs of phones", latin("\0\0\0\x18ftypheic\0\0\0\0mif1heic"), "HEIC", "PNG"],
    ["newer pictures", latin("\0\0\0\x20ftypavif\0\0\0\0"), "AVIF", "PNG"],
    ["bitmaps", latin("BM\x46\0\0\0\0\0\0\0\x36\0\0\0"), "BMP", "PNG"],
    ["sounds of Macs", latin("FORM\0\0\x10\0AIFFCOMM"), "AIFF", "WAV"],
    ["recordings of phones", latin("\0\0\0\x1cftypM4A \0\0\0\0"), "MP4", "WAV"],
    ["recordings of browsers", latin("\x1aE\xdf\xa3\x9fB\x86\x81"), "WebM", "WAV"],
    ["a page of the web", utf8("\n<!DOCTYPE html>\n<html><body>a,b</body></html>"), "HTML", "CSV"],
    ["JSON", utf8('[{"a": 1, "b": 2}]'), "JSON", "CSV"],
  ])("%s are named with the cure", async (_, bytes, value, allowed) => {
    const error = await failure(() => tableOf(bytes));
    expect([error.code, error.values]).toEqual(["other-format", { value, allowed }]);
    expect(error.message).toContain(`saved as ${allowed}`);
  });

  test.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ["a zip", latin("PK\x03\x04\x14\0\0\0data.csv"), "ZIP"],
    ["xz", latin("\xfd7zXZ\0"), "xz"],
    ["gzip within gzip", new Uint8Array(gzipSync(gzipSync("a,b\n1,2\n"))), "gzip"],
  ])("%s is to be unpacked", async (_, bytes, value) => {
    const error = await failure(() => tableOf(bytes));
    expect([error.code, error.values]).toEqual(["packed-format", { value }]);
  });
});

test.each<[string, Uint8Array<ArrayBuffer>, string | null]>([
  ["pipes", utf8("a|b\n1|2\n"), "csv"],
  ["names in quotes", utf8('"a"\n1\n'), "csv"],
  ["a comment", utf8("# a\n1\n"), "csv"],
  ["windows-1252", latin("a\xf1o;b\n1;2\n"), "csv"],
  ["UTF-16", wide("\ufeffa;b\n1;2\n"), "csv"],
  ["PDF", latin("%PDF-1.4\nx"), null],
])("a text is known by its beginning: %s", (_, head, format) => {
  expect(formatOf(head, head.length)).toBe(format);
});
