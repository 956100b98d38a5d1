/** Inference over loopback on what `npm start` serves: what a script sees, in turn and at 200 requests a second. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { presetExperiment } from "../../shared/experiment/parse.ts";
import { type NetSpec, parameterCount } from "../../shared/kernels/dense/net.ts";
import { scalarNet } from "../../shared/kernels/dense/scalar.ts";
import { labs } from "../../shared/labs/index.ts";
import { encodeContainer } from "../../shared/publication/container.ts";
import { encodeQuantNet, type QuantNet, quantise, reconstruct, wasmEngine } from "../../shared/quant/index.ts";
import { fillNormal32, fillUniform32 } from "../../shared/random/index.ts";
import { bundle, isBundleStale, serve } from "../../worker/serve.mjs";
import { type Bench, median, type Row, rate } from "./bench.ts";
import { latencies, paced, type Question, withEmptyServer } from "./load.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const inTurn = 300;
const perSecond = 200;
const seconds = 2;

export const bench: Bench = {
  name: "edge",
  async run() {
    if (isBundleStale()) await bundle();
    const state = mkdtempSync(join(tmpdir(), "latente-bench-"));
    const server = await serve({ port: 0, state });
    try {
      return await measure(server.url.origin);
    } finally {
      await server.close();
      rmSync(state, { recursive: true });
    }
  },
};

async function measure(origin: string): Promise<readonly Row[]> {
  const usual = randomModel(784, 32);
  // The most multiply-adds and nearly the most bytes that one request may have: 64 rows of 500,000 multiply-adds, 256 KiB.
  const largest = randomModel(1024, 244);
  const [ask, askLargest] = [await publish(origin, usual, 1), await publish(origin, largest, 64)];
  const nothing: Question = { url: `${origin}/api/none`, status: 404 };
  // As many bytes, refused after they were read: what is left of the largest request's time is computing and its answer.
  const unknown: Question = { ...askLargest, url: `${origin}/api/x/none/infer?op=reconstruct`, status: 404 };
  const [alone, aloneAtRate] = await withEmptyServer(async (url) => [
    await latencies(inTurn, { url, status: 200 }),
    await paced(perSecond, seconds, { url, status: 200 }),
  ]);
  const single = await latencies(inTurn, ask);
  const empty = await latencies(inTurn, nothing);
  const atRate = await paced(perSecond, seconds, ask);
  const emptyAtRate = await paced(perSecond, seconds, nothing);
  const large = await latencies(50, askLargest);
  const sent = await latencies(50, unknown);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(`${root}/shared/wasm/quant.wasm`)));
  const engine = wasmEngine(() => exports as Record<string, unknown>);
  const rows = { count: 1, width: 784, values: Float64Array.from(pictures(784, 1)) };
  const most = { count: 64, width: 1024, values: Float64Array.from(pictures(1024, 64)) };
  return [
    {
      work: "reconstruct one picture, 784–32–784, in turn",
      unit: "requests/s",
      ours: rates(single),
      peers: { "an empty answer (404)": rates(empty), "a server that does nothing": rates(alone) },
      notes: [
        `latency ${shown(single)}; an empty answer ${shown(empty)}; the generator alone ${shown(alone)}`,
        `the median request less an empty answer: ${show(median(single) - median(empty))} (goal: ≤ 1 ms)`,
      ],
    },
    {
      work: `the same, ${perSecond} requests/s for ${seconds} s`,
      unit: "requests/s",
      ours: [atRate.reached],
      peers: { "an empty answer (404)": [emptyAtRate.reached], "a server that does nothing": [aloneAtRate.reached] },
      notes: [
        `latency ${shown(atRate.times)} (goal: p99 ≤ 10 ms)`,
        `an empty answer ${shown(emptyAtRate.times)}; the generator alone ${shown(aloneAtRate.times)}`,
      ],
    },
    {
      work: "the largest request that is allowed: 64 rows, 32 M multiply-adds",
      unit: "requests/s",
      ours: rates(large),
      peers: { "the same bytes, refused (404)": rates(sent) },
      notes: [
        `latency ${shown(large)}, less the same bytes refused ${show(median(large) - median(sent))} (goal: ≤ 5 ms of computing)`,
      ],
    },
    {
      work: "the same without HTTP, plain module, in Node (goal: ≥ 200)",
      unit: "requests/s",
      ours: await rate(1, () => void reconstruct(largest, engine, most), { seconds: 0.1 }),
      peers: {},
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

/** Publishes the model; the request to reconstruct so many pictures. */
async function publish(origin: string, model: QuantNet, count: number): Promise<Question> {
  const experiment = presetExperiment(await labs[0].load());
  const result = {
    engine: { wasm: {}, random: "bench" },
    device: "wasm",
    digest: "0".repeat(64),
    metrics: {},
    seconds: 0,
  };
  const header = { experiment, result, title: "bench" };
  const published = encodeContainer({ header, parts: [{ role: "weights", bytes: encodeQuantNet(model) }] });
  const headers = { "Content-Type": "application/vnd.latente", "Idempotency-Key": crypto.randomUUID() };
  const response = await fetch(`${origin}/api/x`, { method: "POST", headers, body: published });
  if (response.status !== 201) throw new Error(`publication refused: ${response.status} ${await response.text()}`);
  const { id } = (await response.json()) as { id: string };
  const body = new Uint8Array(pictures(model.layers[0].inputs, count).buffer);
  return { url: `${origin}/api/x/${id}/infer?op=reconstruct`, status: 200, body };
}

/** Five figures, each the rate of the median latency of a fifth of the requests. */
function rates(times: readonly number[]): number[] {
  const fifth = Math.floor(times.length / 5);
  return Array.from({ length: 5 }, (_, i) => 1000 / median(times.slice(i * fifth, (i + 1) * fifth)));
}

function quantile(times: readonly number[], q: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

const shown = (times: readonly number[]) => `p50 ${show(quantile(times, 0.5))}, p99 ${show(quantile(times, 0.99))}`;
const show = (milliseconds: number) => `${milliseconds.toFixed(2)} ms`;
