import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { attachGraphs } from "../../../../shared/data/attach-graph.ts";
import { hashFile } from "../../../../shared/data/hashed-file.ts";
import { readEvidence } from "../../../../shared/data/readers/graphs/uai/evidence.ts";
import { readUai } from "../../../../shared/data/readers/graphs/uai/read.ts";
import { writeGraph } from "../../../../shared/data/readers/graphs.ts";
import type { DataRef } from "../../../../shared/experiment/experiment.ts";
import { sprinkler } from "../../experiment/documents.ts";

const encode = (text: string) => new TextEncoder().encode(text).slice();
const uai = "MARKOV 3 2 3 2 1 2 0 1 6 4 0 2 1 5 7";
const { document } = readUai(uai, "n.uai");
const read = (text: string) => readEvidence({ name: "n.uai.evid", bytes: encode(text) }, document);

describe("evidence of UAI", () => {
  test.each([
    ["2 1 2 0 1", { x1: "2", x0: "1" }],
    ["1\n2 1 2\t0 1\n", { x1: "2", x0: "1" }],
    ["# known\n1 2 0", { x2: "0" }],
    ["1 1 2 0", { x2: "0" }],
    ["0", {}],
    ["1 0", {}],
    ["\ufeff0\n", {}],
  ])("%j", (text, evidence) => expect(read(text)).toEqual(evidence));

  test.each([
    ["2 1 2 0 1 5 1", "line 1, column 11: “5” after the end"],
    ["2\n1 2", "line 2, column 4: the file ends too early"],
    ["1\n3 0", "line 2, column 1: 3 (must be from 0 to 2)"],
    ["1\n1 3", "line 2, column 3: 3 (must be from 0 to 2)"],
    ["2 1 2 1 0", "line 1, column 7: a second “x1”"],
    ["3 1 0 1 1 0 0 0", "line 1, column 1: 3 sets of evidence (must be one"],
    ["1 x0 0", "line 1, column 3: “x0”"],
  ])("%j is refused: %s", (text, message) => expect(() => read(text)).toThrow(message));
});

describe("a file of evidence", async () => {
  const net = await hashFile({ name: "n.uai", bytes: encode(uai) });
  const bif = await hashFile({ name: "net.bif", bytes: encode(writeGraph(sprinkler, "bif").text) });
  const evidence = await hashFile({ name: "n.UAI.evid", bytes: encode("1 1 2") });
  const packed = await hashFile({ name: "n.evid.gz", bytes: new Uint8Array(gzipSync("1 1 2")) });
  const attach = (data: DataRef, ...files: (typeof net)[]) =>
    attachGraphs(data, files, () => Promise.reject(new Error("nothing is there")));

  test("is about the network that comes with it, or the one that is there", async () => {
    expect(await attach(null, evidence, net)).toMatchObject({ data: { document }, evidence: { x1: "2" } });
    expect(await attach({ document }, packed)).toEqual({ data: { document }, files: [], evidence: { x1: "2" } });
    expect(await attach({ document: sprinkler }, net)).not.toHaveProperty("evidence");
  });

  test("is refused where numbers name no nodes, and where there are two", async () => {
    const alone = { code: "graph-evidence-alone", path: "n.UAI.evid" };
    await expect(attach({ document: sprinkler }, evidence)).rejects.toMatchObject(alone);
    await expect(attach(null, bif, evidence)).rejects.toMatchObject(alone);
    await expect(attach(null, evidence)).rejects.toMatchObject(alone);
    await expect(attach(null, net, evidence, packed)).rejects.toMatchObject({ code: "too-many-evidence" });
  });
});
