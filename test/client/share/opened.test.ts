import { expect, test } from "vitest";
import { findFile, storeFile } from "../../../client/run/own-files.ts";
import { openFile } from "../../../client/share/opened.ts";
import { hashFile } from "../../../shared/data/hashed-file.ts";
import type { FileRef } from "../../../shared/experiment/experiment.ts";
import { labs } from "../../../shared/labs/index.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";
import { encodeContainer } from "../../../shared/publication/container.ts";

const csv = (first: number) => new TextEncoder().encode(`a,b,c\n${first},2,3\n4,5,7\n7,8,8\n1,0,2\n`).slice();

/** A file of Latente, as another person sends it: its experiment names `files`, and `parts` are the bytes that it carries. */
async function foreign(files: readonly FileRef[], parts: readonly Uint8Array<ArrayBuffer>[]) {
  const lab = await (labs.find(({ id }) => id === "ppca") ?? labs[0]).load();
  const experiment = { ...presetExperiment(lab), data: { files } };
  const result = {
    engine: { wasm: {}, random: "test" },
    device: "wasm",
    digest: "0".repeat(64),
    metrics: {},
    seconds: 1,
  };
  return encodeContainer({
    header: { experiment, result, title: "sent", notes: "", parent: null },
    parts: parts.map((bytes) => ({ role: "data", bytes })),
  });
}
const refTo = (sha256: string, name: string): FileRef => ({ sha256, format: "csv", shape: [4, 3], name });

test("a foreign file with other bytes under the name of an own one replaces nothing", async () => {
  const own = await hashFile({ name: "mine.csv", bytes: csv(1) });
  await storeFile(own, 1);
  const ref = refTo(own.sha256, "mine.csv");
  await openFile(await foreign([ref], [csv(666)]));
  const { name, bytes } = await findFile(ref);
  expect([name, bytes]).toEqual(["mine.csv", csv(1)]);
});

test("nor does one with the same bytes give it another name", async () => {
  const own = await hashFile({ name: "named by me.csv", bytes: csv(2) });
  await storeFile(own, 1);
  const ref = refTo(own.sha256, "named by them.csv");
  await openFile(await foreign([ref], [csv(2)]));
  expect((await findFile(ref)).name).toBe("named by me.csv");
});

test("bytes are stored under their own hash, and one that is not there stays asked for", async () => {
  const { sha256 } = await hashFile({ name: "", bytes: csv(3) });
  const ref = refTo(sha256, "theirs.csv");
  const other = refTo((await hashFile({ name: "", bytes: csv(4) })).sha256, "other.csv");
  await openFile(await foreign([ref, other], [csv(3), csv(5)]));
  expect((await findFile(ref)).bytes).toEqual(csv(3));
  await expect(findFile(other)).rejects.toMatchObject({ code: "file-needed" });
});
