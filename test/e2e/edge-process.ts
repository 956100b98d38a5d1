/** The edge as a process of its own, which can be killed in the middle of anything and whose disk can be made small; and those who publish there. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { labs } from "../../shared/labs/index.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { encodeContainer } from "../../shared/publication/container.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface EdgeProcess {
  readonly origin: string;
  /** Ends it as a power cut does: the process and the runtime that it started, by SIGKILL, at once. */
  kill(): Promise<void>;
}

/** Starts it with links kept in `state`. `workerd`: another program in place of the runtime. */
export async function startEdge(state: string, workerd?: string): Promise<EdgeProcess> {
  const code = `import(${JSON.stringify(join(root, "worker/serve.mjs"))})
    .then(({ serve }) => serve({ port: 0, state: ${JSON.stringify(state)} }))
    .then(({ url }) => console.log(url.origin))`;
  const child = spawn(process.execPath, ["-e", code], {
    cwd: root,
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...process.env, ...(workerd && { MINIFLARE_WORKERD_PATH: workerd }) },
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const origin = await firstLine(child);
  const kill = async () => {
    const pids = [child.pid as number, ...childrenOf(child.pid as number)];
    for (const pid of pids) process.kill(pid, "SIGKILL");
    await ended;
  };
  return { origin, kill };
}

function firstLine({ stdout, ...child }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes("\n")) resolve(said.slice(0, said.indexOf("\n")));
    });
    stdout?.on("close", () => reject(new Error(`the edge ended before it answered (process ${child.pid})`)));
  });
}

function childrenOf(pid: number): number[] {
  const own = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return own === "" ? [] : own.split(" ").map(Number);
}

/** A program that runs the runtime with files of at most so many KiB: writing beyond fails, as on a disk that is full. */
export function smallDisk(folder: string, kibibytes: number): string {
  const workerd = createRequire(createRequire(import.meta.url).resolve("miniflare")).resolve(
    `@cloudflare/workerd-linux-${process.arch === "arm64" ? "arm64" : "64"}/bin/workerd`,
  );
  const path = join(folder, "small-disk.sh");
  // The signal that comes with it is ignored, so that the write fails and the program goes on.
  writeFileSync(path, `#!/bin/bash\ntrap '' XFSZ\nulimit -f ${kibibytes}\nexec ${JSON.stringify(workerd)} "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

let base: Experiment | undefined;

/** One publication, and what came of it. */
export interface Publication {
  readonly key: string;
  readonly title: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly data: Uint8Array<ArrayBuffer>;
  /** Once it was acknowledged. */
  id?: string;
}

/** A publication of its own with so many bytes of data; `data` instead where others have the same. */
export async function newPublication(bytes: number, data = new Uint8Array(randomBytes(bytes))): Promise<Publication> {
  base ??= presetExperiment(await (labs.find(({ id }) => id === "ppca") ?? labs[0]).load());
  const sha256 = createHash("sha256").update(data).digest("hex");
  const files = [{ sha256, format: "csv", shape: [10, 2], name: "own.csv" }];
  const title = `title ${randomUUID()}`;
  const result = {
    engine: { wasm: {}, random: "test" },
    device: "wasm",
    digest: "0".repeat(64),
    metrics: {},
    seconds: 1,
  };
  const header = { experiment: { ...base, data: { files } }, result, title, notes: "n".repeat(2000) };
  return { key: randomUUID(), title, data, body: encodeContainer({ header, parts: [{ role: "data", bytes: data }] }) };
}

/** Sends it and notes its id where it is acknowledged. The status; 0 when no answer came. Throws for another id than before. */
export async function send(origin: string, publication: Publication): Promise<number> {
  const { key, body } = publication;
  const headers = { "Content-Type": "application/vnd.latente", "Idempotency-Key": key };
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${origin}/api/x`, { method: "POST", headers, body });
    text = await response.text();
  } catch {
    return 0;
  }
  if (response.status > 201) return response.status;
  const { id } = JSON.parse(text) as { id: string };
  if (publication.id !== undefined && publication.id !== id) throw new Error(`${publication.id} became ${id}`);
  publication.id = id;
  return response.status;
}

/** What is wrong with an acknowledged link; undefined where it opens with equal bytes. */
export async function faultOf(origin: string, { id, title, data }: Publication): Promise<string | undefined> {
  const view = await fetch(`${origin}/api/x/${id}`);
  if (view.status !== 200) return `link: ${view.status}`;
  const link = (await view.json()) as { title: string; blobs: readonly { url: string }[] };
  if (link.title !== title) return `title: ${link.title}`;
  const blob = await fetch(origin + link.blobs[0].url);
  if (blob.status !== 200) return `blob: ${blob.status}`;
  return Buffer.from(await blob.arrayBuffer()).equals(data) ? undefined : "other bytes";
}
