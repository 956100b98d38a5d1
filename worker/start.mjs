// npm start [-- --port N] [-- --state DIR]: builds what is stale, brings the index up to date and serves page and edge at http://localhost:N.
// Everything runs on this machine: no account, no network.
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { buildKernels, buildWorker, checkPort, endBySignal, fail, readOptions, root, step } from "./program.mjs";
import { newest, serve } from "./serve.mjs";

const program = "npm start";
const { port, state } = readOptions(program, "8787");
process.chdir(root);
await checkPort(program, port);
buildKernels();
buildPage();
await buildWorker();
let server;
endBySignal(() => server?.close());
server = await serve({ port, state }).catch((error) => fail(`${error.message}\nServing failed`, 1));
console.log(`Latente: http://localhost:${port}`);

function buildPage() {
  const page = join(root, "dist/index.html");
  const sources = ["client", "shared", "worker/headers.ts", "package.json"].map((path) => newest(join(root, path)));
  if (existsSync(page) && statSync(page).mtimeMs >= Math.max(...sources)) return;
  step("Building the page", process.execPath, [
    "node_modules/vite/bin/vite.js",
    "build",
    "-c",
    "client/vite.config.ts",
  ]);
}
