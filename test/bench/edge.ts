/**
 * Inference over loopback on what `npm start` serves: what a script sees, in turn and at 200 requests a second. Requests come to the Worker straight from
 * workerd's socket, past miniflare's router of assets (`worker/serve.mjs`), as `run_worker_first` has it in a deployment. Generator, workerd and whatever
 * else runs share the machine: an empty answer and a server that does nothing are asked in turn with it, and what the processor did is told apart.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { labs } from "../../shared/labs/index.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { encodeContainer } from "../../shared/publication/container.ts";
import { encodeGraph } from "../../shared/quant/graph/index.ts";
import { encodeQuantNet, type QuantNet, quantise, reconstruct, wasmEngine } from "../../shared/quant/index.ts";
import { fillUniform32 } from "../../shared/random/index.ts";
import { bundle, isBundleStale, serve } from "../../worker/serve.mjs";
import { randomLayers, valuesOf } from "../oracles/float-net.ts";
import { recurrentText } from "../shared/quant/text/nets.ts";
import { fresh } from "../wasm.ts";
import { type Bench, type Broken, median, type Row } from "./bench.ts";
import { gallery } from "./edge-gallery.ts";
import { presetModels } from "./edge-presets.ts";
import { latencies, type Paced, pacedInTurn, type Question, withEmptyServer } from "./load.ts";
import { inParts, untilAnswering, type Watched, watchEnds } from "./parts.ts";
import { race } from "./race.ts";

const inTurn = 300;
const perSecond = 200;
const length = { rounds: 5, seconds: 2 };

export const bench: Bench = {
  name: "edge",
  async run() {
    if (isBundleStale()) await bundle();
    const state = mkdtempSync(join(tmpdir(), "latente-bench-"));
    const { ends, stop } = watchEnds("workerd");
    try {
      const server = await serve({ port: 0, state });
      const { origin } = server.url;
      try {
        return await measure(origin, { ends, answering: () => untilAnswering(`${origin}/api/health`) });
      } finally {
        stop();
        await server.close();
      }
    } finally {
      stop();
      rmSync(state, { recursive: true });
    }
  },
};

function measure(origin: string, server: Watched): Promise<readonly (Row | Broken)[]> {
  const usual = randomModel(784, 32);
  // The most multiply-adds and nearly the most bytes that one request may have: 64 rows of 500,000 multiply-adds, 256 KiB.
  const largest = randomModel(1024, 244);
  return inParts(server, {
    "reconstruct one picture": () => small(origin, usual),
    "the largest request that is allowed": () => large(origin, largest),
    "without HTTP": () => alone(usual, largest),
    text: () => texts(origin),
    gallery: () => gallery(origin),
    "models of presets": async () => {
      const found = await presetModels();
      // Minutes without a pause, in which nobody hears of the end of the server's program, nor starts it again.
      await server.answering();
      return presets(origin, found);
    },
  });
}

/** One picture: in turn, and at a fixed rate. */
async function small(origin: string, usual: QuantNet): Promise<readonly Row[]> {
  const ask = (await publish(origin, encodeQuantNet(usual), 784))(1, "reconstruct");
  const nothing: Question = { url: `${origin}/api/none`, status: 404 };
  return withEmptyServer((url) => smallRows(ask, nothing, { url, status: 200 }));
}

async function smallRows(ask: Question, nothing: Question, generator: Question): Promise<readonly Row[]> {
  const { ask: single, ...others } = await latencies(inTurn, { ask, refused: refusal(ask), nothing, generator });
  const paced = await pacedInTurn(perSecond, length, { ask, nothing, generator });
  const generatorTail = quantile(paced.generator.times, 0.99);
  return [
    {
      work: "reconstruct one picture, 784–32–784, in turn",
      unit: "requests/s",
      ours: rates(single),
      peers: { "an empty answer (404)": rates(others.nothing), "a server that does nothing": rates(others.generator) },
      notes: [
        `latency ${shown(single)}; an empty answer ${shown(others.nothing)}; the generator alone ${shown(others.generator)}`,
        `the request less the same one refused before computing: ${difference(single, others.refused)} (goal: ≤ 1 ms)`,
      ],
    },
    {
      work: `the same, ${perSecond} requests/s, ${length.rounds} times ${length.seconds} seconds of each in turn`,
      unit: "requests/s",
      ours: paced.ask.reached,
      peers: {
        "an empty answer (404)": paced.nothing.reached,
        "a server that does nothing": paced.generator.reached,
      },
      notes: [
        `from the beat to the answer ${shown(paced.ask.times)} (goal: p99 ≤ 10 ms)`,
        `an empty answer ${shown(paced.nothing.times)}; the generator alone ${shown(paced.generator.times)}`,
        `of that, until the generator sent it: ${shown(paced.ask.late)}; ${shown(paced.nothing.late)}; ${shown(paced.generator.late)}`,
        ...processorNotes(paced),
        ...(generatorTail > 3 ? ["the machine is LOADED: the generator alone has a p99 above 3 ms"] : []),
      ],
    },
  ];
}

/** What others on the machine do changes latencies, and this hardly. */
function processorNotes({ ask, nothing }: Readonly<Record<"ask" | "nothing", Paced>>): string[] {
  if (ask.others.length === 0) return [];
  const [edge, empty, generator] = [ask.others, nothing.others, ask.own].map((times) => show(median(times)));
  return [`processor per request: workerd ${edge}, for an empty answer ${empty}; the generator ${generator}`];
}

async function large(origin: string, largest: QuantNet): Promise<readonly Row[]> {
  const ask = (await publish(origin, encodeQuantNet(largest), 1024))(64, "reconstruct");
  const { ask: times, refused } = await latencies(60, { ask, refused: refusal(ask) });
  return [
    {
      work: "the largest request that is allowed: 64 rows, 32 M multiply-adds",
      unit: "requests/s",
      ours: rates(times),
      peers: { "the same bytes, refused before computing": rates(refused) },
      notes: [
        `latency ${shown(times)}; refused ${shown(refused)}`,
        `the request less the same one refused before computing: ${difference(times, refused)} (goal: ≤ 5 ms)`,
      ],
    },
  ];
}

/** The same bytes to the same model, which are read and looked up as ever, and then refused since there is no such operation. */
const refusal = (ask: Question): Question => ({
  ...ask,
  url: ask.url.replace(/op=\w+/, "op=none"),
  status: 400,
});

/** Of pairs that were asked one after the other. */
function difference(times: readonly number[], baseline: readonly number[]): string {
  const less = times.map((time, i) => time - baseline[i]);
  return `p50 ${show(quantile(less, 0.5))}, best against best ${show(Math.min(...times) - Math.min(...baseline))}`;
}

/** Pieces of a text, in the middle of it, by a recurrent net of the size of the lab's first preset: 128 characters are read anew, 64 written. */
async function texts(origin: string): Promise<readonly Row[]> {
  const model = recurrentText("gru", 96);
  const id = await publishWeights(origin, encodeGraph(model.graph));
  const piece = (accept: string, length: number): Question => ({
    url: `${origin}/api/x/${id}/text`,
    status: 200,
    body: new TextEncoder().encode(JSON.stringify({ prefix: "una vez ".repeat(16), written: "a".repeat(64), length })),
    type: "application/json",
    accept,
  });
  const times = await latencies(200, {
    json: piece("application/json", 64),
    events: piece("text/event-stream", 64),
    one: piece("application/json", 1),
    refused: { ...piece("application/json", 65), status: 400 },
  });
  return [
    {
      work: `text: 64 characters behind 192, ${model.multiplyAdds} multiply-adds each, as JSON`,
      unit: "pieces/s",
      ours: rates(times.json),
      peers: {
        "the same in events": rates(times.events),
        "one character": rates(times.one),
        refused: rates(times.refused),
      },
      notes: [
        `latency ${shown(times.json)}; in events ${shown(times.events)}; one character ${shown(times.one)}`,
        `the piece less the same one refused before computing: ${difference(times.json, times.refused)}`,
      ],
    },
  ];
}

/** Without HTTP, in this process. */
async function alone(usual: QuantNet, largest: QuantNet): Promise<readonly Row[]> {
  const engine = () => wasmEngine(() => fresh("quant"));
  const row = async (work: string, unit: string, net: QuantNet, count: number): Promise<Row> => {
    const width = net.layers[0].inputs;
    const [own, rows] = [engine(), { count, width, values: Float64Array.from(pictures(width, count)) }];
    const { ours } = await race({ ours: () => void reconstruct(net, own, rows) }, 1, { rounds: 5, seconds: 0.1 });
    return { work, unit, ours, peers: {} };
  };
  return [
    await row("the same without HTTP, plain module, in Node (goal: ≥ 200)", "requests/s", largest, 64),
    await row("one picture without HTTP, plain module, in Node (goal: ≥ 1,000)", "pictures/s", usual, 1),
  ];
}

/** An untrained net: the work does not depend on the weights. */
function randomModel(columns: number, code: number): QuantNet {
  const layers = randomLayers([columns, code, columns], ["relu", "sigmoid"], [1, 2], 0.1);
  return quantise({
    layers,
    encoder: 1,
    activations: valuesOf(layers, pictures(columns, 8)),
    codeMean: new Float64Array(code),
    codeCovariance: Float64Array.from({ length: code * code }, (_, at) => (at % (code + 1) === 0 ? 1 : 0)),
  });
}

function pictures(columns: number, count: number): Float32Array<ArrayBuffer> {
  const values = new Float32Array(columns * count);
  fillUniform32([3, 4], 0, values);
  return values;
}

/** The largest request to the model of each preset: what it takes more than the same bytes that are refused. */
async function presets(
  origin: string,
  { models, without }: Awaited<ReturnType<typeof presetModels>>,
): Promise<readonly Row[]> {
  const took: { readonly name: string; readonly one: readonly number[]; readonly all: readonly number[] }[] = [];
  for (const { name, bytes, model, most } of models) {
    const question = await publish(origin, bytes, model.inputs);
    const op =
      model.kind === "dense-int8" ? "reconstruct" : "classifies" in model && model.classifies ? "classify" : "predict";
    const [one, all] = [question(1, op), question(most, op)];
    const times = await latencies(40, { one, refused: refusal(one), all, refusedAll: refusal(all) });
    const less = (these: readonly number[], those: readonly number[]) => these.map((time, i) => time - those[i]);
    took.push({
      name: `${name} (${most} rows)`,
      one: less(times.one, times.refused),
      all: less(times.all, times.refusedAll),
    });
  }
  const ranked = took.sort((a, b) => quantile(b.all, 0.5) - quantile(a.all, 0.5));
  const line = ({ name, one, all }: (typeof took)[number]) =>
    `${name}: one row ${show(quantile(one, 0.5))}, largest request ${show(quantile(all, 0.5))}`;
  return [
    {
      work: `the largest request to the models of presets, ${models.length} sizes, the slowest of them (goal: ≤ 10 ms)`,
      unit: "requests/s, refusing apart",
      ours: rates(ranked[0].all.map((time) => Math.max(time, 0.01))),
      peers: {},
      notes: [
        ...ranked.slice(0, 6).map(line),
        ...(without.length > 0 ? [`without a model: ${without.join("; ")}`] : []),
      ],
    },
  ];
}

/** Publishes the weights; the request of an operation on so many rows. */
async function publish(origin: string, weights: Uint8Array<ArrayBuffer>, width: number) {
  const id = await publishWeights(origin, weights);
  return (count: number, op: string): Question => {
    const body = new Uint8Array(pictures(width, count).buffer);
    return { url: `${origin}/api/x/${id}/infer?op=${op}`, status: 200, body };
  };
}

/** The id of the link. */
async function publishWeights(origin: string, weights: Uint8Array<ArrayBuffer>): Promise<string> {
  const experiment = presetExperiment(await labs[0].load());
  const result = {
    engine: { wasm: {}, random: "bench" },
    device: "wasm",
    digest: "0".repeat(64),
    metrics: {},
    seconds: 0,
  };
  const header = { experiment, result, title: "bench" };
  const published = encodeContainer({ header, parts: [{ role: "weights", bytes: weights }] });
  const headers = { "Content-Type": "application/vnd.latente", "Idempotency-Key": crypto.randomUUID() };
  const response = await fetch(`${origin}/api/x`, { method: "POST", headers, body: published });
  if (response.status !== 201) throw new Error(`publication refused: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
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
