/** Graphs from files in the terminal: a net, gzipped or not, as the data of a run that can be verified. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { run } from "../../../client/terminal/run.ts";
import { verify } from "../../../client/terminal/verify.ts";
import { writeGraph } from "../../../shared/data/readers/graphs.ts";
import { bayesNet } from "../../../shared/labs/graphs/bayes-net/lab.ts";
import { sprinkler } from "../../../shared/labs/graphs/nets/sprinkler.ts";
import { labs } from "../../../shared/labs/index.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";

vi.mock("../../../client/terminal/pool.ts", async (original) => {
  const { withThreadsHere } = await import("./thread-here.ts");
  return withThreadsHere(await original<typeof import("../../../client/terminal/pool.ts")>());
});
const folder = mkdtempSync(join(tmpdir(), "latente-"));
afterAll(() => rmSync(folder, { recursive: true }));
const written = (name: string, content: Uint8Array | string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const said: string[] = [];
beforeEach(() => {
  said.length = 0;
});
vi.spyOn(process.stderr, "write").mockImplementation((text) => {
  said.push(String(text).trim());
  return true;
});

interface Printed {
  readonly experiment: { readonly data: unknown; readonly params: { readonly evidence: unknown } };
  readonly digest: string;
  readonly metrics: Readonly<Record<string, number>>;
}
async function ask(data: readonly string[], set: Readonly<Record<string, string>>, out?: string) {
  const flags = { set: Object.entries(set), data, threads: 1, device: "wasm" as const, ...(out && { out }) };
  const { printed, files } = await run("bayes-net", flags, labs);
  for (const { path, content } of files) writeFileSync(path, content);
  return printed as Printed;
}

const [clouds, ...rest] = sprinkler.nodes;
/** Another prior than the lab's own: what is asked is asked of this net. */
const cloudy = { ...sprinkler, name: "cloudy", nodes: [{ ...clouds, table: [0.25, 0.75] }, ...rest] };
const text = writeGraph(cloudy, "bif").text;
const exact = { "params.method": "exact" };

test("a net and what was seen answer every node's posterior; what the preset had seen is emptied, and that is said", async () => {
  const path = written("cloudy.bif", text);
  const out = join(folder, "result.json");
  const { experiment, metrics, digest } = await ask([path], { ...exact, "params.evidence.rain": "yes" }, out);
  expect(experiment).toMatchObject({ data: { document: cloudy }, params: { evidence: { rain: "yes" } } });
  expect(said).toContainEqual(expect.stringMatching(/^params\.evidence: emptied/));
  // p(rain) = 0.25 · 0.2 + 0.75 · 0.8.
  expect(metrics["posterior.cloudy.yes"]).toBeCloseTo(0.6 / 0.65, 14);
  expect(metrics.logEvidence).toBeCloseTo(Math.log(0.65), 14);
  const packed = await ask([written("packed", gzipSync(text))], { ...exact, "params.evidence.rain": "yes" });
  expect(packed.digest).toBe(digest);
  const { verdict } = await verify({ name: "verify", source: out, data: [], threads: 1 }, labs);
  expect(verdict.kind).toBe("same");
});

test("what does not fit the net is refused with a cure, and a damaged file with its place", async () => {
  const path = written("again.bif", text);
  await expect(ask([path], { "params.evidence.rainy": "yes" })).rejects.toMatchObject({ code: "no-such-node" });
  await expect(ask([path], { "params.evidence.rain": "maybe" })).rejects.toMatchObject({ code: "no-such-state" });
  const broken = written("broken.bif", text.replace("discrete", "continuous"));
  await expect(ask([broken], {})).rejects.toThrow(/broken\.bif.*line \d+/);
  const nonsense = written("nonsense.bif", "netwrk n {}");
  await expect(ask([nonsense], {})).rejects.toThrow("nonsense.bif, line 1, column 1: “netwrk” (must be “network”)");
  await expect(ask([path], { "data.reading.header": "yes" })).rejects.toMatchObject({ code: "needs-files" });
});

test("what the preset had seen is emptied even by the preset's own net, in whatever format it is given", async () => {
  const { data, params } = presetExperiment(bayesNet);
  expect(params.evidence).not.toEqual({});
  if (data === null || !("document" in data)) throw new Error("a document is expected");
  const own = written("own.json", writeGraph(data.document, "document").text);
  expect((await ask([own], exact)).experiment.params.evidence).toEqual({});
});

test("evidence in a file of UAI is about the net that is given with it, and what is set by hand comes after it", async () => {
  const net = written("cloudy.uai", writeGraph(cloudy, "uai").text);
  const rain = cloudy.nodes.findIndex(({ name }) => name === "rain");
  const evidence = written("cloudy.uai.evid", `1\n1 ${rain} ${cloudy.nodes[rain].states.indexOf("yes")}\n`);
  const { experiment, metrics } = await ask([net, evidence], exact);
  expect(experiment.params.evidence).toEqual({ [`x${rain}`]: "1" });
  expect(metrics.logEvidence).toBeCloseTo(Math.log(0.65), 14);
  const undone = await ask([net, evidence], { ...exact, [`params.evidence.x${rain}`]: "" });
  expect(undone.experiment.params.evidence).toEqual({});
  await expect(ask([evidence], exact)).rejects.toMatchObject({ code: "graph-evidence-alone" });
});
