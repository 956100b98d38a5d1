// What `npm start` and `npm run dev` share: options, ports, steps, and an end by signal that leaves nothing behind.
import { spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundle, isBundleStale } from "./serve.mjs";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** --port N and --state DIR of `program`; ends the process with status 2 for others. */
export function readOptions(program, defaultPort) {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string", default: defaultPort },
        state: { type: "string", default: ".wrangler/state" },
      },
    });
    const number = Number(values.port);
    if (Number.isInteger(number) && number > 0 && number < 65536) return { port: number, state: values.state };
    return fail(`invalid port: ${values.port} (must be a whole number from 1 to 65535)`, 2);
  } catch (error) {
    return fail(`${error.message} (${program} -- --port N)`, 2);
  }
}

/** The address that was asked for must be the one that answers. */
export function checkPort(program, port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => fail(`port in use: ${port} (choose another: ${program} -- --port ${port + 1})`, 1));
    probe.listen(port, "127.0.0.1", () => probe.close(resolve));
  });
}

export function buildKernels() {
  const [major] = process.versions.node.split(".");
  if (Number(major) < 24) fail(`unfit Node: ${process.version} (run npm ci first: it brings Node 24)`, 1);
  step("Building the kernels", process.execPath, ["shared/wasm/build.mjs", "--if-stale"]);
}

export async function buildWorker() {
  if (!isBundleStale()) return;
  console.error("Building the Worker …");
  await bundle().catch((error) => fail(`${error.message}\nBuilding the Worker failed`, 1));
}

/** Runs a program to its end; what it says is shown only when it fails. */
export function step(title, program, args) {
  console.error(`${title} …`);
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) fail(`${stdout ?? ""}${stderr ?? ""}\n${title} failed`, 1);
}

/** Ends the process by SIGINT, SIGTERM or SIGHUP with status 0, after `close`; also while it still starts. */
export function endBySignal(close) {
  const end = async () => {
    // Miniflare ends the process by the signal's number; an end that was asked for is no failure.
    process.once("exit", () => {
      process.exitCode = 0;
    });
    setTimeout(() => process.exit(0), 3000).unref();
    await close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, end);
}

export function fail(message, code) {
  console.error(message);
  process.exit(code);
}
