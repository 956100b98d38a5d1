// Adds to package-lock.json the optional packages of other platforms that the registry in use left out: `npm ci` refuses a lock without them.
import { readFileSync, writeFileSync } from "node:fs";

const file = new URL("../../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8"));
const packages = lock.packages;
const platform = (name) => ({
  os: [/win32|windows/.test(name) ? "win32" : name.match(/darwin|android|linux|freebsd|openbsd|netbsd|sunos|aix/)?.[0]],
  cpu: [name.match(/arm64|x64|ia32|arm|64$/)?.[0].replace(/^64$/, "x64")],
  ...(/musl/.test(name) ? { libc: ["musl"] } : {}),
});
let added = 0;
for (const [at, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (packages[`${at}/node_modules/${name}`] || packages[`node_modules/${name}`]) continue;
    if (!/^\d+\.\d+\.\d+\S*$/.test(version))
      throw new Error(`optional dependency without an exact version: ${name} ${version}`);
    packages[`node_modules/${name}`] = {
      version,
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...platform(name),
    };
    added++;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} entries added`);
