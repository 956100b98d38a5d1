// npm run bench [-- name …]: medians and spread, and the ratio to each peer measured in the same run.
// Each part goes to RESULTS.md, with the machine and the day.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { type Bench, type Broken, median, type Row } from "./bench.ts";
import { type Found, figure, isBroken, partOf, said, verdict, withPart } from "./results.ts";

/** Loaded on demand: a bench brings its peers along. */
const benches: readonly { name: string; load(): Promise<Bench> }[] = [
  { name: "ica", load: async () => (await import("./ica.ts")).bench },
  { name: "importance", load: async () => (await import("./importance.ts")).bench },
  { name: "integration", load: async () => (await import("./integration.ts")).bench },
  { name: "mcmc", load: async () => (await import("./mcmc.ts")).bench },
  { name: "densities", load: async () => (await import("./densities.ts")).bench },
  { name: "rbm", load: async () => (await import("./rbm.ts")).bench },
  { name: "partition", load: async () => (await import("./partition.ts")).bench },
  { name: "ppca", load: async () => (await import("./ppca.ts")).bench },
  { name: "sfa", load: async () => (await import("./sfa.ts")).bench },
  { name: "sparse-coding", load: async () => (await import("./sparse-coding.ts")).bench },
  { name: "random", load: async () => (await import("./random.ts")).random },
  { name: "pool", load: async () => (await import("./pool.ts")).bench },
  { name: "edge", load: async () => (await import("./edge.ts")).bench },
  { name: "webgpu", load: async () => (await import("./webgpu.ts")).bench },
  { name: "graphs", load: async () => (await import("./graphs.ts")).bench },
  { name: "time", load: async () => (await import("./time.ts")).bench },
  { name: "fields", load: async () => (await import("./fields.ts")).bench },
  { name: "inference", load: async () => (await import("./nets-inference.ts")).bench },
  { name: "generative", load: async () => (await import("./generative.ts")).bench },
  { name: "pages", load: async () => (await import("./pages.ts")).bench },
  { name: "terminal", load: async () => (await import("./terminal.ts")).bench },
  { name: "nets", load: async () => (await import("./nets.ts")).nets },
];

function spread(values: readonly number[]): string {
  return `${figure(median(values))} (${figure(Math.min(...values))}–${figure(Math.max(...values))})`;
}

function print(row: Row | Broken): void {
  if (isBroken(row)) {
    process.exitCode = 1;
    console.error(`\n  ${row.work}: ended by an error: ${said(row.error)}\n${row.error.stack}`);
    return;
  }
  console.log(`\n  ${row.work}, ${row.unit}`);
  console.log(`    ours${" ".repeat(28)}${spread(row.ours)}`);
  for (const [peer, values] of Object.entries(row.peers)) {
    const ratio = median(row.ours) / median(values);
    const said = verdict(ratio, row.goals?.[peer]);
    console.log(`    ${peer.padEnd(31)} ${spread(values)}   ours is ${figure(ratio)} ×${said && `, ${said}`}`);
  }
  for (const note of row.notes ?? []) console.log(`    note: ${note}`);
}

/** A bench that breaks is told and counted, and the rest go on. */
async function found(entry: (typeof benches)[number]): Promise<Found> {
  try {
    return await (await entry.load()).run();
  } catch (error) {
    process.exitCode = 1;
    return error instanceof Error ? error : new Error(String(error));
  }
}

const names = process.argv.slice(2);
const unknown = names.filter((n) => !benches.some((b) => b.name === n));
if (unknown.length) {
  console.error(`unknown bench: ${unknown.join(", ")} (there are ${benches.map((b) => b.name).join(", ")})`);
  process.exit(2);
}
const machine = `${cpus()[0]?.model}, ${availableParallelism()} cores, Node ${process.version}`;
const file = new URL("./RESULTS.md", import.meta.url);
const order = benches.map(({ name }) => name);
console.log(`${machine}; median (least–greatest)`);
for (const entry of benches) {
  if (names.length && !names.includes(entry.name)) continue;
  console.log(`\n${entry.name}`);
  const rows = await found(entry);
  if (rows instanceof Error) console.error(`  ended by an error: ${said(rows)}\n${rows.stack}`);
  else for (const row of rows) print(row);
  // Part by part: what was measured stays when a later one is stopped.
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  const where = `${new Date().toISOString().slice(0, 10)}, ${machine}`;
  writeFileSync(file, withPart(before, entry.name, partOf(entry.name, rows, where), order));
}
