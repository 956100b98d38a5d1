/** A new lab passes what every lab must pass, as soon as it is made: in a copy of this tree, by the commands that a developer types. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { thorough } from "../thorough.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const copy = mkdtempSync(join(tmpdir(), "latente-new-lab-"));

beforeAll(() => {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root });
  for (const file of String(listed).split("\0").filter(Boolean)) put(file);
  for (const folder of ["out", "shared/wasm", "worker/worker-configuration.d.ts"]) put(folder);
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  // The linter reads what git ignores.
  execFileSync("git", ["init", "-q"], { cwd: copy });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const VITEST = ["run", "-c", "test/vitest.config.ts", "--project", "node"];

function put(path: string): void {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  // The compiler looks again only at what is newer than what it made.
  cpSync(join(root, path), join(copy, path), { recursive: true, preserveTimestamps: true });
}

function type(script: string, ...args: string[]) {
  const env = { ...process.env, LABS: undefined, VITEST: undefined, NODE_ENV: undefined };
  return spawnSync(process.execPath, [script, ...args], { cwd: copy, encoding: "utf8", env });
}

/** Its types and the contract of labs; with CONFORMANCE=full all of `npm run check`, which takes a minute. */
test.runIf(thorough)(
  "a new lab passes types, its tests and the contract, and where all is tried lint and views",
  {
    timeout: 400_000,
  },
  () => {
    const made = type("client/build/new-lab.ts", "graphs", "trial-lab");
    expect(made.stderr).not.toContain("failed");
    expect(made.status).toBe(0);
    if (!thorough) {
      const types = type("node_modules/typescript/bin/tsc", "-b", "shared", "client");
      expect([types.status, types.stdout]).toEqual([0, ""]);
      const own = ["test/labs/graphs/trial-lab/", "test/conformance/labs"];
      const tests = type("node_modules/vitest/vitest.mjs", ...VITEST, ...own, "-t", "trial-lab");
      expect(tests.status, tests.stdout).toBe(0);
      return;
    }
    const checked = type("client/build/check.ts", "trial-lab");
    expect(checked.stderr).toBe("");
    expect(checked.stdout.match(/✓ \w+/g)).toEqual(["✓ Kernels", "✓ Types", "✓ Lint", "✓ Tests"]);
  },
);

test("a lab that cannot be made is refused with the value and the cure, and nothing is written", () => {
  for (const [args, said] of [
    [[], /usage: npm run new-lab -- <family> <id> \(families: factors, .*generative\)/],
    [["art", "x"], /unknown family: art \(must be one of factors, /],
    [["graphs", "Hidden Markov"], /invalid id: Hidden Markov \(must be lower-case words with hyphens/],
    [["graphs", "define-lab"], /invalid id: define-lab \(its name in code, defineLab, is taken/],
    [["factors", "fa"], /lab exists: fa \(choose another id\)/],
  ] as const) {
    const { status, stderr } = type("client/build/new-lab.ts", ...args);
    expect([status, stderr]).toEqual([2, expect.stringMatching(said)]);
  }
  const unknown = type("client/build/check.ts", "none");
  expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringMatching(/unknown lab: none \(.*labs: .*mcmc/)]);
});
