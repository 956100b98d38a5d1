import { dirname } from "node:path";
import { defineConfig } from "vite";
import { pageChunks } from "./build/chunks.ts";
import { code } from "./build/code.ts";
import { headers } from "./build/headers.ts";
import { lessons } from "./build/lessons.ts";
import { bundledPackages, licences } from "./build/licences.ts";
import { offline, threadChunk } from "./build/offline.ts";
import { jsx, optimised } from "./build/pre-bundled.ts";
import { preloads } from "./build/preloads.ts";
import { search } from "./build/search.ts";
import { threadsOnly } from "./build/threads-only.ts";

const preload = preloads();

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    threadsOnly(),
    lessons(),
    search(),
    headers(),
    code(),
    licences(dirname(import.meta.dirname)),
    offline(),
    preload.plugin,
  ],
  oxc: { jsx },
  optimizeDeps: optimised(),
  worker: {
    format: "es",
    plugins: () => [bundledPackages()],
    rolldownOptions: { output: { chunkFileNames: threadChunk } },
  },
  // Small .wasm files must stay files: the content security policy refuses data: URLs.
  // Browsers without modulepreload (Safari 16) load the same files a little later.
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false, resolveDependencies: preload.resolveDependencies },
    rolldownOptions: { output: { codeSplitting: pageChunks() } },
  },
});
