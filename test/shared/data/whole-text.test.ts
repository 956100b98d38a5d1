/** A file as one text: any text is one, and nothing else is. */
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { attachFiles } from "../../../shared/data/attach.ts";
import { hashFile } from "../../../shared/data/hashed-file.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { resolveData } from "../../../shared/data/resolve.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import { withVersion } from "../../../shared/experiment/version.ts";

const utf8 = (text: string) => new Uint8Array(Buffer.from(text));
const textIn = async (bytes: Uint8Array<ArrayBuffer>) => {
  const content = await decodeFile({ name: "own.txt", bytes }, { contents: "text" });
  return content.kind === "table"
    ? { format: content.format, shape: content.shape, texts: content.table.texts }
    : content;
};

describe("a text file", () => {
  test.each([
    ["prose", "En un lugar de la Mancha, de cuyo nombre…\n\n—¿Qué?\n"],
    ["what would be a table", "a,b\n1,2\n"],
    ["what would be a net", "network unknown {\n}\n"],
    ["a quote left open", '"a,b\n1'],
    ["emoji, which are one character each", "😀😀"],
  ])("is one text: %s", async (_, text) => {
    const told = { format: "txt", shape: [[...text].length], texts: [text] };
    expect(await textIn(utf8(text))).toEqual(told);
    expect(await textIn(new Uint8Array(gzipSync(text)))).toEqual(told);
  });

  test("is read in its encoding, without its mark", async () => {
    expect((await textIn(new Uint8Array(Buffer.from("\ufeffañada", "utf16le")))) as object).toMatchObject({
      texts: ["añada"],
    });
    expect((await textIn(new Uint8Array(Buffer.from("añada", "latin1")))) as object).toMatchObject({
      texts: ["añada"],
    });
  });

  test("is refused where it is none, or too long", async () => {
    await expect(textIn(Uint8Array.from({ length: 200 }, (_, i) => i % 7))).rejects.toMatchObject({
      code: "unknown-format",
      // What such a lab opens, and nothing else.
      values: { allowed: "TXT" },
    });
    const long = utf8("a".repeat(limits.text.bytes + 1));
    await expect(textIn(long)).rejects.toMatchObject({ code: "too-large", values: { max: 10_485_760 } });
    expect((await textIn(long.subarray(1) as Uint8Array<ArrayBuffer>)) as object).toMatchObject({
      shape: [10_485_760],
    });
  });
});

test("a lab that learns texts reads every file so, and the experiment says it", async () => {
  const file = await hashFile({ name: "own.txt", bytes: utf8("a,b\n1,2\n") });
  const { data, table } = await attachFiles(null, [file], async () => file, undefined, { use: { wholeTexts: true } });
  expect(data).toMatchObject({ files: [{ format: "txt", shape: [8] }], reading: { contents: "text" } });
  expect(table?.texts).toEqual(["a,b\n1,2\n"]);
  expect((await resolveData(data, async () => file))?.texts).toEqual(["a,b\n1,2\n"]);
  expect(withVersion({ v: 1, lab: "toy", seed: 1, data, params: {} }).v).toBe(2);
  const other = await attachFiles(null, [file], async () => file);
  expect(other.data).toMatchObject({ files: [{ format: "csv" }] });
});
