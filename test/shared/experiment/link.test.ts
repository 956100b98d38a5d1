import { deflateRawSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compress, decompress } from "../../../shared/experiment/compress.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import { decodeLink, encodeLink, fromBase64Url, toBase64Url } from "../../../shared/experiment/link.ts";
import { linkClass } from "../../../shared/experiment/link-class.ts";

const experiment: Experiment = {
  v: 1,
  lab: "mcmc",
  seed: 2 ** 53 - 1,
  data: { files: [{ sha256: "0f".repeat(32), format: "csv", shape: [10, 3], name: "años.csv" }] },
  params: { rate: 0.1, widths: [256, 32], method: "nuts", centred: false },
};

async function failure(work: Promise<unknown>): Promise<ExperimentError> {
  const error: unknown = await work.then(
    () => new Error("nothing was thrown"),
    (reason: unknown) => reason,
  );
  if (error instanceof ExperimentError) return error;
  throw error;
}

/** A link around any bytes. */
const linkOf = (bytes: Uint8Array) => `#v1.${toBase64Url(deflateRawSync(bytes))}`;
const textLink = (text: string) => linkOf(new TextEncoder().encode(text));

describe("links", () => {
  test("round trip", async () => {
    const link = await encodeLink(experiment);
    expect(link).toMatch(/^#v1\.[\w-]+$/);
    expect(await decodeLink(link)).toEqual({ experiment });
    expect(await decodeLink(` ${link.slice(1)}\n`)).toEqual({ experiment });
  });

  test("the order of members does not change the link", async () => {
    const turned = Object.fromEntries(Object.entries(experiment).reverse()) as unknown as Experiment;
    expect(await encodeLink(turned)).toBe(await encodeLink(experiment));
  });

  test.each<[string, string, string, RegExp]>([
    ["no link", "https://example.org/", "not-a-link", /must look like #v1/],
    ["no version", "#v.abc", "not-a-link", /must look like #v1/],
    ["newer version", "#v3.abc", "newer-version", /made by a newer version of Latente: v3/],
    ["version that never was", "#v0.abc", "unknown-version", /must be v1/],
    ["nothing in it", "#v1.", "not-compressed", /damaged/],
    ["other alphabet", "#v1.ab+/", "corrupt", /not base64url/],
    ["padding", "#v1.ab==", "corrupt", /not base64url/],
    ["white space within", "#v1.ab c", "corrupt", /not base64url/],
    ["impossible length", "#v1.abcde", "corrupt", /not base64url/],
    ["no deflate stream", "#v1.____", "not-compressed", /damaged/],
    ["no UTF-8", linkOf(Uint8Array.of(0x22, 0xff, 0x22)), "corrupt", /not UTF-8/],
    ["no JSON", textLink("{v:1}"), "not-json", /not valid JSON/],
    ["too deep", textLink("[".repeat(20) + "]".repeat(20)), "too-deep", /levels deep/],
  ])("refuses %s", async (_, link, code, message) => {
    const error = await failure(decodeLink(link));
    expect([error.path, error.code]).toEqual(["link", code]);
    expect(error.message).toMatch(message);
  });

  const linkOf2 = (value: unknown) => `#v2.${toBase64Url(deflateRawSync(JSON.stringify(value)))}`;
  test.each<[string, unknown, string]>([
    ["nothing", null, "corrupt"],
    ["an experiment alone", experiment, "corrupt"],
    ["an envelope alone", { envelope: { title: "a" } }, "corrupt"],
    ["an envelope that is too deep", { experiment, envelope: JSON.parse("[".repeat(20) + "]".repeat(20)) }, "too-deep"],
    ["an experiment of too much", { experiment: { list: Array.from({ length: 2001 }, () => 1) } }, "too-many-keys"],
  ])("of version 2 with %s is refused", async (_, content, code) => {
    const error = await failure(decodeLink(linkOf2(content)));
    expect([error.path, error.code]).toEqual(["link", code]);
  });

  test("of version 2: members that are not known are left to those who know them", async () => {
    expect(await decodeLink(linkOf2({ experiment, envelope: { title: "a" }, more: 1 }))).toEqual({
      experiment,
      envelope: { title: "a" },
    });
    expect(await decodeLink(linkOf2({ experiment }))).toEqual({ experiment });
  });

  test("a document goes along while it fits, all its numbers as one repeated or as many that are not", async () => {
    const of = (table: readonly number[]): Experiment => ({
      ...experiment,
      v: 2,
      data: { document: { kind: "factor", nodes: [], factors: [{ scope: [], table }] } },
    });
    const uniform = of(new Array<number>(3 ** 9).fill(1));
    const link = await encodeLink(uniform);
    expect(link.length).toBeLessThan(400);
    expect(await decodeLink(link)).toEqual({ experiment: uniform });
    const dense = of(Array.from({ length: 10_000 }, (_, i) => Math.sin(i)));
    expect(await decodeLink(await encodeLink(dense))).toEqual({ experiment: dense });
    const error = await failure(encodeLink(of(Array.from({ length: 20_000 }, (_, i) => Math.sin(i)))));
    expect([error.path, error.code]).toEqual(["link", "link-too-large"]);
    expect((await failure(encodeLink(of(new Array<number>(100_000).fill(1))))).code).toBe("link-too-large");
  });

  test("a link that was cut off or changed anywhere is an ExperimentError or other JSON, never a hang", async () => {
    const link = await encodeLink(experiment);
    for (let length = 4; length < link.length; length += 3) await failure(decodeLink(link.slice(0, length)));
    const change = fc.tuple(fc.nat({ max: link.length - 5 }), fc.constantFrom(..."AZaz09-_+%é "));
    await fc.assert(
      fc.asyncProperty(change, async ([at, character]) => {
        const changed = link.slice(0, at + 4) + character + link.slice(at + 5);
        await decodeLink(changed).catch((error: unknown) => expect(error).toBeInstanceOf(ExperimentError));
      }),
      { numRuns: 300 },
    );
  });

  test("classes of length", () => {
    expect([1, 2000, 2001, 8192, 8193].map(linkClass)).toEqual(["anywhere", "anywhere", "long", "long", "too-long"]);
  });

  test("base64url of any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
        expect(Buffer.from(fromBase64Url(toBase64Url(bytes)))).toEqual(Buffer.from(bytes));
      }),
    );
  });
});

describe("decompress", () => {
  const path = "link";

  test("opens what compress and zlib make", async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => Math.imul(i, 0x9e3779b1) >>> 26);
    expect(await decompress(await compress(bytes, "deflate-raw"), "deflate-raw", 1e6, path)).toEqual(bytes);
    expect(await decompress(new Uint8Array(gzipSync(bytes)), "gzip", 1e6, path)).toEqual(bytes);
  });

  test("a bomb is refused before 4 MiB of it are held", async () => {
    const zeros = new Uint8Array(64 * 2 ** 20);
    const bomb = new Uint8Array(gzipSync(zeros));
    const link = linkOf(zeros);
    /** Bytes of buffers that came into being while `work` failed. */
    const held = async (work: () => Promise<unknown>) => {
      const before = process.memoryUsage().arrayBuffers;
      expect((await failure(work())).code).toBe("inflates-too-far");
      return process.memoryUsage().arrayBuffers - before;
    };
    // The first time also fetches what is kept for all later ones.
    await held(() => decodeLink(link));
    expect(await held(() => decodeLink(link))).toBeLessThan(4 * 2 ** 20);
    expect(await held(() => decompress(bomb, "gzip", limits.json.bytes, path))).toBeLessThan(4 * 2 ** 20);
    expect(await held(() => decompress(bomb, "gzip", 2 ** 21, path))).toBeLessThan(2 ** 21 + 4 * 2 ** 20);
  });

  test("counts the output: more than 200 times the input is refused", async () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(64 * 2 ** 20)));
    const error = await failure(decompress(bomb, "gzip", 2 ** 30, path));
    expect([error.code, error.values.max]).toEqual(["inflates-too-far", 200 * bomb.length]);
    const link = linkOf(new Uint8Array(64 * 2 ** 20).fill(0x20));
    expect((await failure(decodeLink(link))).values.max).toBe(
      Math.min(limits.json.bytes, 200 * fromBase64Url(link.slice(4)).length),
    );
  });

  test("64 KiB are free, whatever they came from", async () => {
    const free = new Uint8Array(gzipSync(new Uint8Array(limits.inflate.free)));
    expect(200 * free.length).toBeLessThan(limits.inflate.free);
    expect(await decompress(free, "gzip", 2 ** 30, path)).toHaveLength(limits.inflate.free);
    const more = new Uint8Array(gzipSync(new Uint8Array(limits.inflate.free + 1)));
    expect((await failure(decompress(more, "gzip", 2 ** 30, path))).values.max).toBe(limits.inflate.free);
  });

  test("stops at the largest size allowed", async () => {
    const bytes = Uint8Array.from({ length: 10_000 }, (_, i) => (i * 7919) % 256);
    const packed = new Uint8Array(deflateRawSync(bytes));
    expect(await decompress(packed, "deflate-raw", 10_000, path)).toEqual(bytes);
    expect((await failure(decompress(packed, "deflate-raw", 9_999, path))).code).toBe("inflates-too-far");
  });

  test("a stream that ends early or late is damaged", async () => {
    const packed = new Uint8Array(deflateRawSync(Uint8Array.from({ length: 500 }, (_, i) => i % 256)));
    for (const length of [0, 1, packed.length - 1]) {
      expect((await failure(decompress(packed.slice(0, length), "deflate-raw", 1e6, path))).code).toBe(
        "not-compressed",
      );
    }
    const longer = new Uint8Array(packed.length + 3);
    longer.set(packed);
    expect((await failure(decompress(longer, "deflate-raw", 1e6, path))).code).toBe("not-compressed");
  });
});
