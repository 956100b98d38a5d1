/** How soon a command answers: the smallest run, as who types it waits for it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bench, Row } from "./bench.ts";

const ROUNDS = 9;
const root = fileURLToPath(new URL("../..", import.meta.url));
const smallest = ["run", "mcmc", "--set", "params.draws=100", "--set", "params.warmup=100", "--set", "params.chains=1"];

function seconds(command: string, args: readonly string[], cache: string): number {
  const { NODE_COMPILE_CACHE: _, ...env } = process.env;
  const start = performance.now();
  const { status, stderr } = spawnSync(command, args, {
    cwd: root,
    env: { ...env, ...(cache && { NODE_COMPILE_CACHE: cache }) },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with status ${status}: ${stderr}`);
  return (performance.now() - start) / 1000;
}

export const bench: Bench = {
  name: "terminal",
  async run(): Promise<readonly Row[]> {
    const folder = mkdtempSync(join(tmpdir(), "terminal-"));
    const ours: number[] = [];
    const peers: Record<string, number[]> = { "without a cache": [], "npm and Node alone": [], "Node alone": [] };
    const lab = (cache: string) => 1 / seconds("npm", ["run", "-s", "lab", "--", ...smallest], cache);
    try {
      // The first fills the cache.
      lab(folder);
      for (let round = 0; round < ROUNDS; round++) {
        ours.push(lab(folder));
        // A place that is no folder: nothing is kept there.
        peers["without a cache"].push(lab("/dev/null"));
        peers["npm and Node alone"].push(1 / seconds("npm", ["exec", "-c", "node -e 0"], ""));
        peers["Node alone"].push(1 / seconds("node", ["-e", "0"], ""));
      }
      return [{ work: "npm run lab: one chain of 100 draws", unit: "commands/s", ours, peers }];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
