/** The built page on a server that can be stopped and given another build: what the network and deployments do to an open page. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { securityHeaders } from "../../worker/headers.ts";

export const builtPage = fileURLToPath(new URL("../../dist", import.meta.url));

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

export class PageServer {
  readonly #server: Server;
  readonly #isolated: boolean;
  /** Folder of the build that is deployed. */
  folder = builtPage;

  /** `isolated` false: without the headers that give a page shared memory. */
  constructor({ isolated = true } = {}) {
    this.#isolated = isolated;
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  /** On a free port at first, later on the same. */
  async start(): Promise<void> {
    const port = this.#port;
    await new Promise<void>((resolve) => this.#server.listen(port, "127.0.0.1", resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #port = 0;

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  #answer({ url = "/", method }: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of securityHeaders) {
      if (this.#isolated || !name.startsWith("Cross-Origin-")) response.setHeader(name, value);
    }
    const path = new URL(url, "http://here").pathname;
    const file = this.#fileOf(path);
    response.statusCode = file === null ? 404 : 200;
    response.setHeader("Content-Type", types[extname(file ?? "")] ?? "application/octet-stream");
    if (path.startsWith("/assets/")) response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.end(file === null || method === "HEAD" ? "" : readFileSync(file));
  }

  #fileOf(path: string): string | null {
    const page = /^\/(lab\/[\w-]+|x\/[\w-]+|open|links)?$/.test(path);
    const file = join(this.folder, page ? "index.html" : path);
    return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : null;
  }
}

/** Another build of the same page: every script has another name, and the document says so. Call `drop` when it is no longer needed. */
export function nextBuild(): { readonly folder: string; drop(): void } {
  const folder = mkdtempSync(join(tmpdir(), "latente-build-"));
  cpSync(builtPage, folder, { recursive: true });
  const assets = join(folder, "assets");
  const scripts = readdirSync(assets).filter((name) => name.endsWith(".js"));
  const renamed = new Map(scripts.map((name) => [name, name.replace(/\.js$/, "_next.js")]));
  const rewrite = (text: string) => text.replace(/[\w.-]+\.js\b/g, (name) => renamed.get(name) ?? name);
  for (const path of ["index.html", "sw.js", ...scripts.map((name) => `assets/${name}`)]) {
    const text = rewrite(readFileSync(join(folder, path), "utf8"));
    writeFileSync(join(folder, path), text);
  }
  for (const [from, to] of renamed) renameSync(join(assets, from), join(assets, to));
  const worker = join(folder, "sw.js");
  const html = join(folder, "index.html");
  writeFileSync(worker, readFileSync(worker, "utf8").replace(/(version["']?: ?["'])(\w{16})/, "$1next$2"));
  writeFileSync(html, readFileSync(html, "utf8").replace("<body>", '<body data-build="next">'));
  return { folder, drop: () => rmSync(folder, { recursive: true }) };
}
