// npm run dev [-- --port N] [-- --state DIR]: the page from its sources, with hot reload, before an edge on this machine. An edit of a view or a
// lab shows at once (the page keeps its draft over a reload); edited kernels are compiled and an edited Worker is bundled anew. The policy of the
// content (`worker/headers.ts`) is not sent here, since hot reload needs inline scripts: try that with `npm start`.
import { spawnSync } from "node:child_process";
import { join, relative } from "node:path";
import { createServer } from "vite";
import { buildKernels, buildWorker, checkPort, endBySignal, fail, readOptions, root } from "./program.mjs";
import { bundle, serve } from "./serve.mjs";

const program = "npm run dev";
const { port, state } = readOptions(program, "5173");
process.chdir(root);
await checkPort(program, port);
buildKernels();
await buildWorker();
let edge;
let page;
endBySignal(async () => {
  await page?.close();
  await edge?.close();
});
edge = await serve({ port: 0, state }).catch((error) => fail(`${error.message}\nServing failed`, 1));
const target = edge.url.origin;
page = await createServer({
  configFile: join(root, "client/vite.config.ts"),
  server: {
    host: "127.0.0.1",
    port,
    strictPort: true,
    headers: { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" },
    proxy: { "^/(api|b)/": { target } },
  },
});
await page.listen();
page.watcher.add(["shared", "worker"].map((folder) => join(root, folder)));
page.watcher.on("change", (file) => {
  const path = relative(root, file);
  if (/^shared\/.*\bassembly\//.test(path)) recompile();
  else if (/^(worker|shared)\/.*\.ts$/.test(path)) replaceEdge();
});
console.log(`Latente, from its sources: http://localhost:${port}`);

/** An edit that does not compile leaves the modules that were there. */
function recompile() {
  const built = spawnSync(process.execPath, ["shared/wasm/build.mjs", "--if-stale"], { encoding: "utf8" });
  if (built.status === 0) page.ws.send({ type: "full-reload" });
  else console.error(`${built.stdout}${built.stderr}`);
}

let replacing = Promise.resolve();
let waiting = false;

/** Bundles the Worker after the newest edit and serves it where the old one answered. An edit that does not bundle leaves the old one in place. */
function replaceEdge() {
  if (waiting) return;
  waiting = true;
  replacing = replacing.then(async () => {
    waiting = false;
    try {
      await bundle();
      await edge.close();
      edge = await serve({ port: Number(new URL(target).port), state });
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
    }
  });
}
