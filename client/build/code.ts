import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

/**
 * Puts a hash of all code that lays out or reads checkpoints into the page (`__CODE__`): a run that another version kept is offered to be run
 * again. While the page is served from its sources it is that of the start of the server.
 */
export function code(): Plugin {
  return { name: "latente-code", config: () => ({ define: { __CODE__: JSON.stringify(codeHash()) } }) };
}

/** SHA-256 over paths and texts of the TypeScript in `shared/`, `client/compute` and `client/run`. */
export function codeHash(): string {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const files = globSync(["shared/**/*.ts", "client/{compute,run}/**/*.ts"], { cwd: root }).sort();
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(root + file))
      .update("\0");
  return hash.digest("hex");
}
