/** What names nodes, in the terminal: `--set` one by one, emptied by `--data`, set after it, checked when the data are known. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test, vi } from "vitest";
import { parseCommand } from "../../../client/terminal/arguments.ts";
import { run } from "../../../client/terminal/run.ts";
import { canonicalJson } from "../../../shared/experiment/canonical.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { cleanText } from "../../../shared/experiment/title.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";
import { naming } from "../../shared/experiment/named-nodes.ts";
import { entriesOf } from "../../shared/experiment/toys.ts";

// The pool looks up there which modules a lab needs.
vi.mock("../../../shared/labs/index.ts", async () => {
  const { naming: lab } = await import("../../shared/experiment/named-nodes.ts");
  return { labs: [{ id: lab.id, family: lab.family, load: async () => lab }] };
});
const folder = mkdtempSync(join(tmpdir(), "latente-"));
afterAll(() => rmSync(folder, { recursive: true }));
const table = join(folder, "own.csv");
writeFileSync(table, ["sun,__proto__", ...Array.from({ length: 8 }, (_, r) => `${r},${r * r}`)].join("\n"));
const said: string[] = [];
vi.spyOn(process.stderr, "write").mockImplementation((text) => {
  said.push(String(text).trim());
  return true;
});

async function params(...flags: readonly string[]): Promise<Experiment["params"]> {
  said.length = 0;
  const command = parseCommand(["run", "naming", "--threads", "1", ...flags]);
  if (command.name !== "run") throw new Error("a run is expected");
  const { printed } = await run(command.source, command, entriesOf(naming));
  return (printed as { readonly experiment: Experiment }).experiment.params;
}

test("entries are set and removed by their paths", async () => {
  const set = ["--set", "params.evidence.rain=no", "--set", "params.soft.rain=0.7,0.3"];
  expect(await params(...set)).toMatchObject({ evidence: { rain: "no" }, soft: { rain: [0.7, 0.3] }, target: "rain" });
  const without = await params("--set", "params.evidence.rain=");
  expect([without.evidence, without.soft]).toEqual([{}, { rain: [1, 3] }]);
  await expect(params("--set", "params.evidence.snow=yes")).rejects.toMatchObject({ code: "unknown-node" });
});

test("own data empty them, which is said; what is set counts for the new data, wherever it stands", async () => {
  const emptied = { evidence: {}, soft: {}, target: "", notes: { a: "b" }, steps: expect.any(Number) };
  expect(await params("--data", table)).toEqual(emptied);
  expect(said.filter((line) => line.includes("emptied"))).toHaveLength(3);
  const set = ["--set", "params.evidence.sun=low", "--set", "params.evidence.__proto__=high"];
  const after = await params(...set, "--data", table);
  expect(canonicalJson(after.evidence)).toBe('{"__proto__":"high","sun":"low"}');
  await expect(params("--set", "params.evidence.rain=yes", "--data", table)).rejects.toMatchObject({
    code: "unknown-node",
    values: { value: "rain" },
  });
});

test("any name and value come through the command line", () => {
  const nasty = ['"', '"q"', "a=b", "=", "a.b=c.d", "__proto__", "\\", '\\"', "x y", "-", "--set", "'"];
  const clean = fc.string({ unit: "grapheme", maxLength: 12 }).map(cleanText);
  const name = fc.oneof(fc.constantFrom(...nasty), clean).filter((text) => text !== "");
  const start = setPath(naming, presetExperiment(naming), "params.notes", {});
  fc.assert(
    fc.property(name, name, (key, value) => {
      const command = parseCommand(["run", "naming", "--set", `params.notes.${JSON.stringify(key)}=${value}`]);
      const [[path, text]] = command.name === "run" ? command.set : [];
      const { notes } = setPath(naming, start, path, text).params;
      expect(Object.entries(notes)).toEqual([[key, value]]);
    }),
  );
  expect(() => parseCommand(["run", "naming", "--set", 'params.notes."\\x"=1'])).toThrow("double quotes");
});
