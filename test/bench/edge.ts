/** Inference over loopback on the real Worker (wrangler's harness): what a script sees, in turn and at 200 requests a second. */
import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createTestHarness } from "wrangler";
import { presetExperiment } from "../../shared/experiment/parse.ts";
import { type NetSpec, parameterCount } from "../../shared/kernels/dense/net.ts";
import { scalarNet } from "../../shared/kernels/dense/scalar.ts";
import { labs } from "../../shared/labs/index.ts";
import { encodeContainer } from "../../shared/publication/container.ts";
import { encodeQuantNet, type QuantNet, quantise, reconstruct, wasmEngine } from "../../shared/quant/index.ts";
import { fillNormal32, fillUniform32 } from "../../shared/random/index.ts";
import { type Bench, median, type Row, rate } from "./bench.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const inTurn = 300;
const atRate = { perSecond: 200, seconds: 2 };

export const bench: Bench = {
  name: "edge",
  async run() {
    // The Worker answers without a built page; the folder of assets must be there all the same.
    mkdirSync(`${root}/dist`, { recursive: true });
    const server = createTestHarness({ root, workers: [{ configPath: "./wrangler.toml" }] });
    const { url } = await server.listen();
    try {
      await server.getWorker().applyD1Migrations("DB");
      return await measure(url.origin);
    } finally {
      await server.close();
    }
  },
};

async function measure(origin: string): Promise<readonly Row[]> {
  const usual = randomModel(784, 32);
  // The most multiply-adds and nearly the most bytes that one request may have: 64 rows of 500,000 multiply-adds, 256 KiB.
  const largest = randomModel(1024, 244);
  const [ask, askLargest] = [await publish(origin, usual, 1), await publish(origin, largest, 64)];
  const nothing = () => request(`${origin}/api/none`);
  const single = await latencies(inTurn, ask);
  const empty = await latencies(inTurn, nothing);
  const paced = await latenciesAtRate(ask);
  const emptyPaced = await latenciesAtRate(nothing);
  const large = await latencies(20, askLargest);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(`${root}/shared/wasm/quant.wasm`)));
  const engine = wasmEngine(() => exports as Record<string, unknown>);
  const rows = { count: 1, width: 784, values: Float64Array.from(pictures(784, 1)) };
  return [
    {
      work: "reconstruct one picture, 784–32–784, in turn",
      unit: "requests/s",
      ours: perSecond(single),
      peers: { "an empty answer (404)": perSecond(empty) },
      notes: [`latency p50 ${show(quantile(single, 0.5))}, p99 ${show(quantile(single, 0.99))}`],
    },
    {
      work: `the same, ${atRate.perSecond} requests/s for ${atRate.seconds} s`,
      unit: "requests/s",
      ours: perSecond(paced),
      peers: { "an empty answer (404)": perSecond(emptyPaced) },
      notes: [
        `latency p50 ${show(quantile(paced, 0.5))}, p99 ${show(quantile(paced, 0.99))} (goal: p99 ≤ 10 ms)`,
        `an empty answer at that rate: p50 ${show(quantile(emptyPaced, 0.5))}, p99 ${show(quantile(emptyPaced, 0.99))}`,
      ],
    },
    {
      work: "the largest request that is allowed: 64 rows, 32 M multiply-adds",
      unit: "requests/s",
      ours: perSecond(large),
      peers: { "an empty answer (404)": perSecond(empty) },
      notes: [
        `latency p50 ${show(quantile(large, 0.5))}, p99 ${show(quantile(large, 0.99))} (goal: ≤ 5 ms of computing)`,
      ],
    },
    {
      work: "one picture without HTTP, plain module, in Node (goal: ≥ 1,000)",
      unit: "pictures/s",
      ours: await rate(1, () => void reconstruct(usual, engine, rows), { seconds: 0.1 }),
      peers: {},
    },
  ];
}

/** An untrained net: the work does not depend on the weights. */
function randomModel(columns: number, code: number): QuantNet {
  const spec: NetSpec = { widths: [columns, code, columns], activations: ["relu"], loss: "cross-entropy" };
  const parameters = new Float32Array(parameterCount(spec));
  fillNormal32([1, 2], 0, parameters);
  const net = scalarNet(spec, 8);
  net.setParameters(parameters.map((x) => 0.1 * x));
  net.put(0, pictures(columns, 8));
  net.forward(8, 0, 2);
  return quantise({
    spec,
    encoder: 1,
    parameters: net.parameters(),
    activations: [0, 1, 2].map((layer) => net.values(layer, 8)),
    codeMean: new Float64Array(code),
    codeCovariance: Float64Array.from({ length: code * code }, (_, at) => (at % (code + 1) === 0 ? 1 : 0)),
  });
}

function pictures(columns: number, count: number): Float32Array<ArrayBuffer> {
  const values = new Float32Array(columns * count);
  fillUniform32([3, 4], 0, values);
  return values;
}

/** Publishes the model; what asks it to reconstruct so many pictures. */
async function publish(origin: string, model: QuantNet, count: number): Promise<() => Promise<number>> {
  const experiment = presetExperiment(await labs[0].load());
  const result = {
    engine: { wasm: {}, random: "bench" },
    device: "wasm",
    digest: "0".repeat(64),
    metrics: {},
    seconds: 0,
  };
  const header = { experiment, result, title: "bench" };
  const body = encodeContainer({ header, parts: [{ role: "weights", bytes: encodeQuantNet(model) }] });
  const headers = { "Content-Type": "application/vnd.latente", "Idempotency-Key": crypto.randomUUID() };
  const response = await fetch(`${origin}/api/x`, { method: "POST", headers, body });
  if (response.status !== 201) throw new Error(`publication refused: ${response.status} ${await response.text()}`);
  const { id } = (await response.json()) as { id: string };
  const rows = new Uint8Array(pictures(model.layers[0].inputs, count).buffer);
  return () =>
    request(`${origin}/api/x/${id}/infer?op=reconstruct`, 200, {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream" },
      body: rows,
    });
}

/** Milliseconds until the whole answer was there. */
async function request(url: string, status = 404, init: RequestInit = {}): Promise<number> {
  const start = performance.now();
  const response = await fetch(url, init);
  await response.arrayBuffer();
  if (response.status !== status) throw new Error(`unexpected answer: ${response.status} (must be ${status})`);
  return performance.now() - start;
}

async function latencies(count: number, ask: () => Promise<number>): Promise<number[]> {
  for (let i = 0; i < 20; i++) await ask();
  const times: number[] = [];
  for (let i = 0; i < count; i++) times.push(await ask());
  return times;
}

/** Requests start on the beat, whether or not those before have been answered. */
async function latenciesAtRate(ask: () => Promise<number>): Promise<number[]> {
  const all: Promise<number>[] = [];
  const start = performance.now();
  for (let i = 0; i < atRate.perSecond * atRate.seconds; i++) {
    const wait = start + (i * 1000) / atRate.perSecond - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    all.push(ask());
  }
  return Promise.all(all);
}

/** Five figures, each the rate of the median latency of a fifth of the requests. */
function perSecond(times: readonly number[]): number[] {
  const fifth = Math.floor(times.length / 5);
  return Array.from({ length: 5 }, (_, i) => 1000 / median(times.slice(i * fifth, (i + 1) * fifth)));
}

function quantile(times: readonly number[], q: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

const show = (milliseconds: number) => `${milliseconds.toFixed(2)} ms`;
