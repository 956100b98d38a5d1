/**
 * Training on WebGPU against one thread of WebAssembly and tensorflow.js, in Chromium: $CHROMIUM, or the one among the development dependencies, with the
 * flags below and those of $CHROMIUM_FLAGS. Where there is no GPU nothing is measured, unless BENCH_SOFTWARE=1 asks for the adapter that imitates one.
 */
import { env } from "node:process";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { createServer } from "vite";
import { chromiumArgs, chromiumPath } from "../chromium.ts";
import type { Bench, Row } from "./bench.ts";
import type { Rates } from "./webgpu-page.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const isSoftware = env.BENCH_SOFTWARE === "1";
const flags = [
  "--enable-unsafe-webgpu",
  ...(isSoftware
    ? ["--use-webgpu-adapter=swiftshader"]
    : ["--enable-features=Vulkan", "--use-angle=vulkan", "--disable-vulkan-surface", "--ignore-gpu-blocklist"]),
  ...(env.CHROMIUM_FLAGS ?? "").split(" ").filter(Boolean),
];
const THREAD = "one thread of WebAssembly";

const WORK = {
  cnn: "cnn:cats-dogs, minibatches of 32",
  perceptron: "784–1024–1024–10, Adam, minibatches of 1024",
} as const;

async function run(): Promise<readonly Row[]> {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: "error",
    optimizeDeps: {
      entries: ["test/bench/webgpu-page.ts"],
      include: ["@tensorflow/tfjs-core", "@tensorflow/tfjs-layers", "@tensorflow/tfjs-backend-webgpu"],
    },
    server: { port: 0, host: "127.0.0.1", hmr: false, watch: null },
    plugins: [
      {
        name: "blank-page",
        configureServer: ({ middlewares }) =>
          void middlewares.use(
            "/bench",
            (_, response) => void response.setHeader("content-type", "text/html").end("<!doctype html>"),
          ),
      },
    ],
  });
  await server.listen();
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumArgs, ...flags] });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.resolvedUrls?.local[0]}bench`);
    const module = "/test/bench/webgpu-page.ts";
    const adapter = await page.evaluate(async (path) => (await import(path)).adapter(), module);
    if (adapter === null || (adapter.isSoftware && !isSoftware)) {
      console.log(
        `  skipped: ${adapter ? `only ${adapter.name}, on the processor` : "no WebGPU adapter"} (BENCH_SOFTWARE=1 measures the software adapter)`,
      );
      return [];
    }
    const rows: Row[] = [];
    for (const [what, work] of Object.entries(WORK)) {
      const options = { repeats: isSoftware ? 1 : 5, milliseconds: 1000, withPeer: !isSoftware };
      const { ours, ...peers }: Rates = await page.evaluate(
        async ([path, name, given]) => (await import(path)).measure(name, given),
        [module, what, options] as const,
      );
      rows.push({ work, unit: "steps/s", ours, peers, goals: { [THREAD]: 20 }, notes: [adapter.name] });
    }
    return rows;
  } finally {
    await browser.close();
    await server.close();
  }
}

export const bench: Bench = { name: "webgpu", run };
