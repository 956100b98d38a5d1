import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { attachGraphs } from "../../../shared/data/attach-graph.ts";
import { type HashedFile, hashFile } from "../../../shared/data/hashed-file.ts";
import { writeGraph } from "../../../shared/data/readers/graphs.ts";
import type { FindFile } from "../../../shared/data/resolve.ts";
import type { DataRef } from "../../../shared/experiment/experiment.ts";
import { pair, sprinkler } from "../experiment/documents.ts";

const encode = (text: string) => new TextEncoder().encode(text).slice();
const fileOf = (name: string, content: string | Uint8Array<ArrayBuffer>) =>
  hashFile({ name, bytes: typeof content === "string" ? encode(content) : content });
const bif = writeGraph(sprinkler, "bif").text;
const net = await fileOf("net.bif", bif);
const samples = await fileOf("samples.csv", "rain,wet\n0,1\n1,0\n1,1\n");
const others = await fileOf("others.csv", "x,y\n0,1\n1,0\n1,1\n");
const none: FindFile = async () => {
  throw new Error("nothing is there");
};
const among =
  (...files: readonly HashedFile[]): FindFile =>
  async ({ sha256 }) =>
    files.find((file) => file.sha256 === sha256) ?? none({} as never);
const attach = (data: DataRef, given: readonly HashedFile[], find = none) => attachGraphs(data, given, find);

describe("a graph that is given", () => {
  test("becomes the document, and its file is named no more", async () => {
    const { data, files, table } = await attach({ document: pair }, [net]);
    expect(data).toEqual({ document: sprinkler });
    expect(files).toEqual([]);
    expect(table).toMatchObject({ rows: 0, columns: 0, document: sprinkler });
    const packed = await fileOf("net.bif.gz", new Uint8Array(gzipSync(bif)));
    expect((await attach(null, [packed])).data).toEqual(data);
  });

  test("tells what was read otherwise than it stands there", async () => {
    const rounded = await fileOf("rounded.bif", bif.replace(/0\.8(.*)0\.2/, "0.80001$10.2"));
    const { table } = await attach(null, [rounded]);
    expect(table?.notices).toMatchObject([{ code: "rows-normalised" }]);
  });

  test("stays together with samples that have a node's name, in whatever order they come", async () => {
    const both = await attach(null, [samples, net]);
    expect(both.data).toMatchObject({ files: [{ name: "samples.csv" }], document: sprinkler });
    expect(both.table).toMatchObject({ rows: 3, document: sprinkler });
    const later = await attach({ document: sprinkler }, [samples]);
    expect(later.data).toEqual(both.data);
    expect([both.isGraphGiven, later.isGraphGiven]).toEqual([true, undefined]);
    const { data } = await attach(null, [samples]);
    expect((await attach(data, [net], among(samples))).data).toEqual(both.data);
  });

  test("takes the place of samples of something else, as they take its place", async () => {
    const { data } = await attach({ document: sprinkler }, [others]);
    expect(data).toMatchObject({ files: [{ name: "others.csv" }] });
    expect(data).not.toHaveProperty("document");
    expect((await attach(data, [net], among(others))).data).toEqual({ document: sprinkler });
    const asked = await attach(null, [others, net]);
    expect(asked.data).toMatchObject({ files: [{ name: "others.csv" }], document: sprinkler });
  });

  test("is one", async () => {
    await expect(attach(null, [net, await fileOf("two.bif", bif)])).rejects.toMatchObject({
      code: "too-many-graphs",
      values: { value: "net.bif, two.bif" },
    });
  });

  test("says where it cannot be read", async () => {
    const broken = await fileOf("broken.bif", bif.replace("discrete", "continuous"));
    await expect(attach({ document: pair }, [broken])).rejects.toMatchObject({
      message: expect.stringMatching(/line \d/),
    });
  });
});
