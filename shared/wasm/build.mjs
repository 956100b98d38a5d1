// Compiles every shared/wasm/<name>.ts to shared/wasm/<name>.wasm and checks the result. With --if-stale only when a source changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { checkModule } from "./check.mjs";

const here = new URL("./", import.meta.url);
const root = fileURLToPath(new URL("../../", import.meta.url));
const path = (name) => fileURLToPath(new URL(name, here));
const asc = createRequire(import.meta.url).resolve("assemblyscript/bin/asc.js");
const sources = readdirSync(here, { recursive: true }).filter((f) => f.endsWith(".ts") || f.endsWith(".mjs")).sort();
const entries = readdirSync(here).filter((f) => f.endsWith(".ts")).map((f) => f.slice(0, -3));

const hash = createHash("sha256");
for (const f of sources) hash.update(`${f}\0`).update(readFileSync(path(f)));
const stamp = hash.update(readFileSync(`${root}/node_modules/assemblyscript/package.json`)).digest("hex");
const stampFile = `${root}/out/wasm.stamp`;
const fresh =
  existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp && entries.every((e) => existsSync(path(`${e}.wasm`)));
if (process.argv.includes("--if-stale") && fresh) process.exit(0);

const only = process.argv.slice(2).filter((a) => !a.startsWith("--"));
for (const entry of only.length ? only : entries) {
  // The integer module alone may hold the relaxed dot product, in a build of its own: exact on 7-bit second operands.
  const relaxed = entry.endsWith("-relaxed");
  const args = [path(`${entry}.ts`), "-o", path(`${entry}.wasm`), "--runtime", "stub", "--enable", "simd", "--use", "abort=", "-O3", "--noAssert"];
  if (relaxed) args.push("--enable", "relaxed-simd");
  const built = spawnSync(process.execPath, [asc, ...args], { stdio: ["ignore", 2, 2], cwd: root });
  if (built.status !== 0) process.exit(built.status ?? 1);
  const complaints = checkModule(readFileSync(path(`${entry}.wasm`)), { relaxed });
  for (const c of complaints) console.error(`${entry}.wasm: ${c}`);
  if (complaints.length) process.exit(1);
}
if (!only.length) {
  const { mkdirSync } = await import("node:fs");
  mkdirSync(`${root}/out`, { recursive: true });
  writeFileSync(stampFile, stamp);
}
