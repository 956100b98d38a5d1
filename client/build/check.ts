/**
 * npm run check -- <lab>: what a change of one lab can break, in well under a minute: types, lint, the lab's own tests, the contract of labs and
 * of their views. Builds what is missing. Continuous integration runs everything (`npm test`).
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { labs } from "../../shared/labs/index.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const [id, ...rest] = process.argv.slice(2);
const lab = labs.find((entry) => entry.id === id);
if (lab === undefined || rest.length > 0) {
  const known = labs.map((entry) => entry.id).join(", ");
  process.stderr.write(
    `${id === undefined ? "no lab named" : `unknown lab: ${[id, ...rest].join(" ")}`} (npm run check -- <lab>; labs: ${known})\n`,
  );
  process.exit(2);
}

const parts: readonly (readonly [title: string, ...args: string[]])[] = [
  ["Kernels", "shared/wasm/build.mjs", "--if-stale"],
  ...(existsSync(join(root, "worker/worker-configuration.d.ts"))
    ? []
    : [
        [
          "Types of the Worker",
          "node_modules/wrangler/bin/wrangler.js",
          "types",
          "-c",
          "wrangler.toml",
          "worker/worker-configuration.d.ts",
        ] as const,
      ]),
  ["Types", "node_modules/typescript/bin/tsc", "-b"],
  ["Lint", "node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings", "--colors=off"],
  [
    "Tests",
    "node_modules/vitest/vitest.mjs",
    "run",
    "-c",
    "test/vitest.config.ts",
    "--project",
    "node",
    "--project",
    "browser",
    `test/labs/${lab.family}/${lab.id}/`,
    "test/conformance/labs",
    "test/lint",
    "test/browser/views",
    "test/client/lessons",
    "test/client/i18n",
    "test/client/labs",
  ],
];

for (const [title, ...args] of parts) {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, LABS: lab.id, WRANGLER_SEND_METRICS: "false" },
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}\n✗ ${title} (${seconds} s)\n`);
    process.exit(1);
  }
  process.stdout.write(`✓ ${title} (${seconds} s)\n`);
}
