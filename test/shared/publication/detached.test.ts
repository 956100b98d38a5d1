import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../shared/experiment/canonical.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import { attachDocument, checkCanonical, detachDocument, documentRefOf } from "../../../shared/publication/detached.ts";
import { anyDocument, sprinkler } from "../experiment/documents.ts";

const experiment: Experiment = { v: 2, lab: "toy", seed: 1, data: { document: sprinkler }, params: {} };
const bytesOf = (value: unknown) => new TextEncoder().encode(canonicalJson(value));

async function failure(work: () => unknown): Promise<ExperimentError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ExperimentError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** A document whose canonical JSON has so many bytes. */
function documentOf(bytes: number): Experiment["data"] & object {
  const empty = { kind: "factor", nodes: [{ name: "a", states: ["0"] }], factors: [], properties: ["x"] } as const;
  const count = Math.floor((bytes - bytesOf(empty).length) / 4_000);
  const texts = Array.from({ length: count }, () => "p".repeat(3_997));
  const rest = bytes - bytesOf({ ...empty, properties: ["x", ...texts] }).length;
  return { document: { ...empty, properties: [`x${"y".repeat(rest)}`, ...texts] } };
}

describe("documents beside their experiment", () => {
  test("round trip of any document, apart", async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (document) => {
        const whole: Experiment = { ...experiment, data: { document } };
        const { experiment: sent, part } = await detachDocument(whole, 0);
        expect(documentRefOf(sent)).toEqual({
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          bytes: part?.bytes.length,
        });
        expect(await attachDocument(JSON.parse(JSON.stringify(sent)), part?.bytes)).toEqual(whole);
        checkCanonical(whole, part?.bytes ?? new Uint8Array(0));
      }),
    );
  });

  test("a small one stays where it is, a large one goes apart, one too large is refused", async () => {
    const of = (bytes: number): Experiment => ({ ...experiment, data: documentOf(bytes) });
    expect(bytesOf((of(50_000).data as { document: unknown }).document)).toHaveLength(50_000);
    const { inline, published } = limits.document;
    expect((await detachDocument(of(inline))).part).toBeNull();
    expect((await detachDocument(of(inline + 1))).part?.bytes).toHaveLength(inline + 1);
    expect((await detachDocument(of(published))).part?.bytes).toHaveLength(published);
    expect((await failure(() => detachDocument(of(published + 1)))).code).toBe("too-large");
  });

  test("of files they go apart too; other data have none", async () => {
    const file = { sha256: "ab".repeat(32), format: "csv", shape: [1, 1], name: "a.csv" } as const;
    const whole: Experiment = { ...experiment, data: { files: [file], document: sprinkler } };
    const { experiment: sent, part } = await detachDocument(whole, 0);
    expect(sent).toMatchObject({ data: { files: [file], document: { bytes: part?.bytes.length } } });
    expect(await attachDocument(sent, part?.bytes)).toEqual(whole);
    for (const data of [null, { files: [file] }, { generator: "digits", seed: 1, params: {} }]) {
      const plain: Experiment = { ...experiment, data };
      expect(await detachDocument(plain, 0)).toEqual({ experiment: plain, part: null });
      expect(await attachDocument(plain, undefined)).toBe(plain);
    }
  });

  test("another document than is named, none, or one that nothing names", async () => {
    const { experiment: sent, part } = await detachDocument(experiment, 0);
    const bytes = part?.bytes ?? new Uint8Array(0);
    const other = bytes.slice();
    other[other.length - 3] ^= 1;
    const codes = [
      await failure(() => attachDocument(sent, undefined)),
      await failure(() => attachDocument(sent, other)),
      await failure(() => attachDocument(sent, bytes.slice(1))),
      await failure(() => attachDocument(experiment, bytes)),
    ].map(({ code, path }) => [path, code]);
    expect(codes).toEqual(
      ["missing-document", "other-document", "other-document", "other-document"].map((code) => ["data.document", code]),
    );
  });

  test("one name for equal documents: no text but the canonical", async () => {
    const spaced = new TextEncoder().encode(JSON.stringify(sprinkler, null, 1));
    expect((await failure(() => checkCanonical(experiment, spaced))).code).toBe("not-canonical");
  });
});
