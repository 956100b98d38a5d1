// npm start [-- --port N] [-- --state DIR]: builds what is stale, brings the index up to date and serves page and edge at http://localhost:N.
// Everything runs on this machine: no account, no network.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wrangler = join(root, "node_modules/wrangler/wrangler-dist/cli.js");
const env = {
  ...process.env,
  CI: "1",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_HIDE_BANNER: "true",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
};

const { port, state } = readOptions();
process.chdir(root);
await checkPort(port);
build();
step("Preparing the index of links", process.execPath, [
  ...["--no-warnings", wrangler, "d1", "migrations", "apply", "DB", "--local", "--persist-to", state],
]);
serve();

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

/** wrangler would take another port without a word; the address that was asked for must be the one that answers. */
function checkPort(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => fail(`port in use: ${port} (choose another: npm start -- --port ${port + 1})`, 1));
    probe.listen(port, "127.0.0.1", () => probe.close(resolve));
  });
}

function build() {
  const [major] = process.versions.node.split(".");
  if (Number(major) < 24) fail(`unfit Node: ${process.version} (run npm ci first: it brings Node 24)`, 1);
  step("Building the kernels", process.execPath, ["shared/wasm/build.mjs", "--if-stale"]);
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

/** Time of the newest file in a folder. */
function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Runs a program to its end; what it says is shown only when it fails. */
function step(title, program, args) {
  console.error(`${title} …`);
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, env, encoding: "utf8" });
  if (status !== 0) fail(`${stdout ?? ""}${stderr ?? ""}\n${title} failed`, 1);
}

function serve() {
  const args = ["dev", "--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0", "--persist-to", state];
  const quiet = ["--show-interactive-dev-session=false", "--log-level", "warn"];
  // A process group of its own: whatever wrangler started ends with it.
  const child = spawn(process.execPath, ["--no-warnings", wrangler, ...args, ...quiet], {
    cwd: root,
    env,
    stdio: ["ignore", "inherit", "inherit"],
    detached: true,
  });
  const endGroup = () => {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // Nothing is left of it.
    }
  };
  let asked = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      asked = true;
      child.kill("SIGTERM");
      setTimeout(endGroup, 3000).unref();
    });
  }
  process.on("exit", endGroup);
  child.on("exit", (code) => {
    endGroup();
    process.exit(asked ? 0 : (code ?? 1));
  });
  void announce(child);
}

/** Prints the address once it answers. */
async function announce(child) {
  while (child.exitCode === null) {
    try {
      const { ok } = await fetch(`http://127.0.0.1:${port}/api/health`);
      if (ok) {
        console.log(`Latente: http://localhost:${port}`);
        return;
      }
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function fail(message, code) {
  console.error(message);
  process.exit(code);
}
