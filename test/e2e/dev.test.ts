/** What `npm run dev` serves: the page from its sources before an edge, on one address. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const state = mkdtempSync(join(tmpdir(), "latente-dev-"));
let child: ChildProcess;
let origin: string;

beforeAll(async () => {
  const port = await freePort();
  child = spawn(process.execPath, ["worker/dev.mjs", "--port", String(port), "--state", state], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  origin = `http://localhost:${port}`;
  let said = "";
  child.stdout?.on("data", (text) => {
    said += String(text);
  });
  await vi.waitFor(() => expect(said).toContain(origin), { timeout: 100_000, interval: 200 });
});
afterAll(() => {
  child.kill("SIGKILL");
  rmSync(state, { recursive: true, force: true });
});

test("gives the page from its sources, isolated, and passes what is for the edge on", async () => {
  const page = await fetch(`${origin}/lab/rbm`);
  expect(page.status).toBe(200);
  expect(page.headers.get("Cross-Origin-Embedder-Policy")).toBe("require-corp");
  expect(await page.text()).toContain("/@vite/client");
  expect(await (await fetch(`${origin}/main.tsx`)).text()).toContain("sourceMappingURL");
  expect(await (await fetch(`${origin}/api/health`)).json()).toMatchObject({ ok: true });
  expect((await fetch(`${origin}/b/none`)).status).toBe(404);
});

test("ends by a signal with status 0", async () => {
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}
