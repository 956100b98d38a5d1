// npm start [-- --port N] [-- --state DIR]: builds what is stale, brings the index up to date and serves page and edge at http://localhost:N.
// Everything runs on this machine: no account, no network.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundle, isBundleStale, newest, serve } from "./serve.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const { port, state } = readOptions();
process.chdir(root);
await checkPort(port);
await build();
await start();

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { port: { type: "string", default: "8787" }, state: { type: "string", default: ".wrangler/state" } },
    });
    const number = Number(values.port);
    if (Number.isInteger(number) && number > 0 && number < 65536) return { port: number, state: values.state };
    fail(`invalid port: ${values.port} (must be a whole number from 1 to 65535)`, 2);
  } catch (error) {
    fail(`${error.message} (npm start -- --port N)`, 2);
  }
}

/** The address that was asked for must be the one that answers. */
function checkPort(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => fail(`port in use: ${port} (choose another: npm start -- --port ${port + 1})`, 1));
    probe.listen(port, "127.0.0.1", () => probe.close(resolve));
  });
}

async function build() {
  const [major] = process.versions.node.split(".");
  if (Number(major) < 24) fail(`unfit Node: ${process.version} (run npm ci first: it brings Node 24)`, 1);
  step("Building the kernels", process.execPath, ["shared/wasm/build.mjs", "--if-stale"]);
  const page = join(root, "dist/index.html");
  const sources = ["client", "shared", "worker/headers.ts", "package.json"].map((path) => newest(join(root, path)));
  if (!existsSync(page) || statSync(page).mtimeMs < Math.max(...sources)) {
    const vite = "node_modules/vite/bin/vite.js";
    step("Building the page", process.execPath, [vite, "build", "-c", "client/vite.config.ts"]);
  }
  if (!isBundleStale()) return;
  console.error("Building the Worker …");
  await bundle().catch((error) => fail(`${error.message}\nBuilding the Worker failed`, 1));
}

/** Runs a program to its end; what it says is shown only when it fails. */
function step(title, program, args) {
  console.error(`${title} …`);
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) fail(`${stdout ?? ""}${stderr ?? ""}\n${title} failed`, 1);
}

async function start() {
  let server;
  const end = async () => {
    // Miniflare ends the process by the signal's number; an end that was asked for is no failure.
    process.once("exit", () => {
      process.exitCode = 0;
    });
    setTimeout(() => process.exit(0), 3000).unref();
    await server?.close();
    // Also while it starts: what was started ends with this process.
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, end);
  server = await serve({ port, state }).catch((error) => fail(`${error.message}\nServing failed`, 1));
  console.log(`Latente: http://localhost:${port}`);
}

function fail(message, code) {
  console.error(message);
  process.exit(code);
}
