import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { jsx, optimised } from "../client/build/pre-bundled.ts";
import { search } from "../client/build/search.ts";
import { chromiumArgs, chromiumPath, softwareGpu } from "./chromium.ts";
import { LongestFirst } from "./longest-first.ts";
import { takenOut } from "./taken-out.ts";

// The browser sees only variables with this prefix: LABS=fa,rbm restricts its tests too, CONFORMANCE=full makes them try more.
if (process.env.LABS) process.env.VITE_LABS = process.env.LABS;
if (process.env.CONFORMANCE) process.env.VITE_CONFORMANCE = process.env.CONFORMANCE;

const root = fileURLToPath(new URL("..", import.meta.url));
/** A condition may come late on a busy machine: only what never comes fails. */
const patient = { poll: { timeout: 20_000 } };
/** Node compiles (and strips the types of) every module of a process that a test starts: once, with this. */
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), "latente-compile-cache");
/**
 * The projects take turns: a page that waits goes on drawing, so on a small machine pages, Node's threads and a GPU that is imitated on the processor take longer
 * side by side than one after the other.
 */
const turn = { node: 0, browser: 1, e2e: 2 };
const isolation = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

/** Tests that need no browser and no edge. */
function node(test: { name: string; include: string[]; exclude?: string[]; isolate?: boolean }) {
  return {
    root,
    oxc: { jsx },
    plugins: [takenOut()],
    test: {
      setupFiles: ["test/generators.ts"],
      expect: patient,
      environment: "node" as const,
      testTimeout: 60_000,
      hookTimeout: 60_000,
      // Its modules import each other without extensions.
      server: { deps: { inline: [/@tensorflow\/tfjs-core\/dist/] } },
      sequence: { groupOrder: turn.node },
      ...test,
    },
  };
}

export default defineConfig({
  root,
  test: {
    // One more than the cores of a small machine: the tests of pages wait for a third of their time.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      // Most files leave the process as they found it, and those of a worker share it: what they import is loaded once.
      node({
        name: "node",
        include: ["test/{shared,labs,client,conformance,golden,lint}/**/*.test.{ts,tsx}"],
        exclude: ["test/client/{compute,run,terminal}/**", "test/client/*.test.ts", "test/labs/**/*.alone.test.ts"],
        isolate: false,
      }),
      // These take the place of globals or of modules.
      node({
        name: "node-alone",
        include: [
          "test/client/{compute,run,terminal}/**/*.test.ts",
          "test/client/*.test.ts",
          "test/labs/**/*.alone.test.ts",
          "test/sim/**/*.test.ts",
          "test/worker/**/*.node.test.ts",
        ],
      }),
      {
        root,
        test: {
          name: "e2e",
          sequence: { groupOrder: turn.e2e },
          globalSetup: ["test/e2e/server.ts"],
          // The files of a worker share its browser.
          isolate: false,
          expect: patient,
          include: ["test/e2e/**/*.test.ts"],
          environment: "node",
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        root,
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: { bindings: { MIGRATIONS: await readD1Migrations("worker/store/migrations") } },
          })),
        ],
        test: {
          name: "worker",
          sequence: { groupOrder: turn.node },
          setupFiles: ["test/generators.ts"],
          expect: patient,
          include: ["test/worker/**/*.test.ts"],
          exclude: ["test/worker/**/*.node.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        oxc: { jsx },
        plugins: [search()],
        publicDir: "client/public",
        // Packages may lie elsewhere, behind a link.
        server: { headers: isolation, fs: { allow: [root, realpathSync(`${root}/node_modules`)] } },
        optimizeDeps: optimised(["axe-core"]),
        test: {
          name: "browser",
          sequence: { groupOrder: turn.browser },
          setupFiles: ["test/generators.ts"],
          expect: patient,
          include: ["test/browser/**/*.test.{ts,tsx}"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            // WebGPU on the processor: what is computed there is the same anywhere, the speed is no matter.
            provider: playwright({
              launchOptions: { executablePath: await chromiumPath(), args: [...chromiumArgs, ...softwareGpu] },
            }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
