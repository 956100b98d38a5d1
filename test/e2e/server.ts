/** One edge for all end-to-end tests: what `npm start` serves, with an empty index and no links, gone after the last test. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { bundle, isBundleStale, serve } from "../../worker/serve.mjs";

declare module "vitest" {
  interface ProvidedContext {
    readonly origin: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (isBundleStale()) await bundle();
  const state = mkdtempSync(join(tmpdir(), "latente-site-"));
  const server = await serve({ port: 0, state });
  project.provide("origin", server.url.origin);
  return async () => {
    await server.close();
    rmSync(state, { recursive: true });
  };
}
