// Compiles every shared/**/assembly/<name>.module.ts to shared/wasm/<name>.wasm and checks the result. With --if-stale only when a source changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { checkModule } from "./check.mjs";

const shared = fileURLToPath(new URL("../", import.meta.url));
const root = fileURLToPath(new URL("../../", import.meta.url));
const binary = (name) => `${shared}wasm/${name}.wasm`;
const asc = createRequire(import.meta.url).resolve("assemblyscript/bin/asc.js");
const sources = readdirSync(shared, { recursive: true })
  .filter((file) => /(^|\/)assembly\/.*\.ts$|^wasm\/.*\.m?[jt]s$/.test(file))
  .sort();
const entries = sources.filter((file) => file.endsWith(".module.ts")).map((source) => ({ source, name: basename(source, ".module.ts") }));

const hash = createHash("sha256");
for (const file of sources) hash.update(`${file}\0`).update(readFileSync(shared + file));
const stamp = hash.update(readFileSync(`${root}/node_modules/assemblyscript/package.json`)).digest("hex");
const stampFile = `${root}/out/wasm.stamp`;
const fresh =
  existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp && entries.every(({ name }) => existsSync(binary(name)));
if (process.argv.includes("--if-stale") && fresh) process.exit(0);

const only = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
for (const { source, name } of entries.filter((entry) => only.length === 0 || only.includes(entry.name))) {
  // The integer module alone may hold the relaxed dot product, in a build of its own: exact on 7-bit second operands.
  const relaxed = name.endsWith("-relaxed");
  const args = [shared + source, "-o", binary(name), "--runtime", "stub", "--enable", "simd", "--use", "abort=", "-O3", "--noAssert"];
  if (relaxed) args.push("--enable", "relaxed-simd");
  const built = spawnSync(process.execPath, [asc, ...args], { stdio: ["ignore", 2, 2], cwd: root });
  if (built.status !== 0) process.exit(built.status ?? 1);
  const complaints = checkModule(readFileSync(binary(name)), { relaxed });
  for (const complaint of complaints) console.error(`${name}.wasm: ${complaint}`);
  if (complaints.length) process.exit(1);
}
if (only.length === 0) {
  mkdirSync(`${root}/out`, { recursive: true });
  writeFileSync(stampFile, stamp);
}
