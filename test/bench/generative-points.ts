/** Nets of the plane: steps of training beside PyTorch's, and in the same row what the labs' first presets take as a whole and how good they get. */
import type { Table } from "../../shared/data/table.ts";
import { EMBEDDED, embedding } from "../../shared/diffusion/embedding.ts";
import { diffusion } from "../../shared/labs/generative/diffusion/lab.ts";
import { diffusionModel } from "../../shared/labs/generative/diffusion/net.ts";
import type { FlowTaskParams } from "../../shared/labs/generative/flow/fields.ts";
import { flow } from "../../shared/labs/generative/flow/lab.ts";
import { flowModel } from "../../shared/labs/generative/flow/model.ts";
import type { GanTaskParams } from "../../shared/labs/generative/gan/fields.ts";
import { gan } from "../../shared/labs/generative/gan/lab.ts";
import { ganModel, STREAM } from "../../shared/labs/generative/gan/net.ts";
import { BETAS } from "../../shared/labs/generative/gan/train.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { keyOfStep } from "../../shared/nets/minibatch-gradient.ts";
import type { Model } from "../../shared/nets/model.ts";
import type { Optimiser } from "../../shared/nets/optimisers.ts";
import { scalarMachine } from "../../shared/nets/scalar.ts";
import { runShards } from "../../shared/nets/shards.ts";
import { inRounds } from "../../shared/nets/sides.ts";
import { type TrainerOptions, trainer } from "../../shared/nets/trainer.ts";
import { wasmMachine } from "../../shared/nets/wasm.ts";
import { fillNormal32, foldIn, keyOfSeed } from "../../shared/random/index.ts";
import type { Key } from "../../shared/random/key.ts";
import { generated, runTasks } from "../run.ts";
import { fresh } from "../wasm.ts";
import { median, type Row } from "./bench.ts";
import { processorSeconds } from "./processor.ts";
import { checkEqual, comparisons, race } from "./race.ts";
import { type Torch, torchSkipped } from "./torch.ts";

const torchName = "PyTorch, one thread";
const KEY: Key = [1, 1];
/** Steps whose losses are compared: the first ones. */
const GIVEN = 3;
const SEEDS = [1, 2, 3];

/** Whole runs of a preset on this thread, a seed each: seconds of the training alone, and what is measured at the end. */
function trained(lab: Lab, preset: string) {
  const { params, data } = presetExperiment(lab, preset);
  if (data === null || !("generator" in data)) throw new Error(`${lab.id}:${preset} has no generator`);
  const table: Table = generated(data.generator, data.params, data.seed);
  return SEEDS.map((seed) => {
    const tasks = lab.plan(params, table, keyOfSeed(seed));
    const began = processorSeconds();
    const train = runTasks(lab, tasks.slice(0, 1), { data: table }).output("train");
    const seconds = processorSeconds() - began;
    const fold = runTasks(lab, tasks, { data: table, known: { train: train ?? {} } });
    return { seconds, metrics: lab.measure(fold, { v: 1, lab: lab.id, seed, data, params }, table) };
  });
}

type Run = ReturnType<typeof trained>[number];

/** "4.31 s (4.25–4.40) for 3 seeds: goal of 5 s reached", then what each got to. */
function told(runs: readonly Run[], goal: number, quality: (metrics: Run["metrics"]) => readonly [string, boolean]) {
  const seconds = runs.map((run) => run.seconds);
  const [low, high] = [Math.min(...seconds), Math.max(...seconds)].map((s) => s.toFixed(2));
  const middle = median(seconds);
  const qualities = runs.map(({ metrics }) => quality(metrics));
  const good = qualities.filter(([, isGood]) => isGood).length;
  return [
    `the preset trained as a whole: ${middle.toFixed(2)} s of one thread (${low}–${high}), seeds ${SEEDS.join(", ")}: goal of ${goal} s ${middle <= goal ? "reached" : "MISSED"}`,
    `as good as it should be with ${good} of ${runs.length} seeds: ${qualities.map(([text]) => text).join("; ")}`,
  ];
}

const below = ({ mmd, mmdLevel }: Run["metrics"]) =>
  `MMD² ${mmd.toExponential(1)} (95 % level ${mmdLevel.toExponential(1)})`;

interface Contest {
  readonly work: string;
  readonly unit: string;
  readonly model: Model;
  readonly batch: number;
  readonly optimiser: Optimiser;
  readonly turns?: TrainerOptions["turns"];
  readonly sources: Readonly<Record<string, { readonly values: Float32Array; readonly columns: number }>>;
  /** Steps of the trainer in one of the work. */
  readonly steps: number;
  /** How PyTorch names it and what it is told. */
  readonly peer: Readonly<Record<string, unknown>>;
  /** Numbers per row that are drawn at each step, from this stream; none where nothing is. */
  readonly noise?: { readonly columns: number; readonly stream: number };
}

function ours({ model, batch, optimiser, turns, sources, steps }: Contest, machine: TrainerOptions["machine"]) {
  const rows = Uint32Array.from({ length: batch }, (_, n) => n);
  const options = { machine, model, sources, batch, optimiser, key: KEY, ...(turns && { turns }) };
  const net = trainer(options, () => rows);
  const run = runShards(net.step, 0);
  let n = 0;
  return {
    net,
    /** The sum of the losses of its steps. */
    step() {
      let sum = 0;
      for (let s = 0; s < steps; s++) {
        sum += net.means(run.step(n) as Float64Array, batch, n).loss;
        n++;
      }
      return sum;
    },
  };
}

async function rowOf(contest: Contest, torch: Torch | null, notes: readonly string[]): Promise<Row> {
  const { work, unit, batch, sources, steps, peer, noise } = contest;
  const own = ours(contest, (layout) => wasmMachine(fresh("tensors"), layout));
  const { layout } = own.net.machine;
  // By name: "layer0.weights", "layer0.bias", … first those of the generator.
  const parts = layout.parts.map(({ name, offset, tensor }) => {
    const size = tensor.shape.reduce((a, b) => a * b, 1);
    return { name, values: own.net.machine.block("parameters").slice(offset, offset + size) };
  });
  const place = (name: string) =>
    (name.startsWith("critic") ? 1e6 : 0) + 2 * Number.parseInt(name.replace(/^\D+/, ""), 10);
  const inOrder = parts.sort(
    (a, b) => place(a.name) + +a.name.endsWith("bias") - place(b.name) - +b.name.endsWith("bias"),
  );
  const drawn = Array.from({ length: noise ? GIVEN * steps : 0 }, (_, step) => {
    const z = new Float32Array(batch * (noise?.columns ?? 0));
    fillNormal32(foldIn(keyOfStep(KEY, step), noise?.stream ?? 0), 0, z);
    return z;
  });
  const inputs = Object.values(sources).map(({ values }) => values);
  const theirs = await torch?.open({ ...peer, batch, given: GIVEN }, [
    ...inOrder.map(({ values }) => values),
    ...inputs,
    ...drawn,
  ]);
  const reference = ours(contest, scalarMachine);
  const losses = Array.from({ length: GIVEN }, () => own.step());
  checkEqual("the reference", losses.slice(0, 2), [reference.step(), reference.step()], 0);
  if (theirs) checkEqual(torchName, losses, await theirs.losses(GIVEN), 1e-4);
  const runners = { own: () => void own.step(), ...(theirs && { [torchName]: theirs }) };
  const { own: rates, ...peers } = await race<string>(runners, 1, { rounds: 7, seconds: 0.3, warmUps: 1 });
  return {
    work,
    unit,
    ours: rates,
    peers,
    notes: [
      ...notes,
      "losses of the first steps equal the reference's to the bit, and agree with all peers within 0.0001",
      ...comparisons(rates, peers),
      torch?.about ?? torchSkipped,
    ],
  };
}

/** Rows of normal numbers: the speed does not depend on them. */
function rows(count: number, columns: number, stream: number): Float32Array {
  const values = new Float32Array(count * columns);
  fillNormal32([3, stream], 0, values);
  return values;
}

const sizeOf = (name: string, params: { readonly batch: number }) => `${name}, batch ${params.batch}, Adam`;

export async function ganRow(torch: Torch | null): Promise<Row> {
  const params = presetExperiment(gan, "ring").params as unknown as GanTaskParams;
  const { latent, hidden, criticHidden, activation, batch, learningRate: rate } = params;
  const adam = { kind: "adam", rate, betas: BETAS } as const;
  const notes = told(trained(gan, "ring"), 15, (metrics) => [
    `${metrics.modes} of 8 modes, ${below(metrics)}`,
    metrics.modes === 8 && metrics.mmd < metrics.mmdLevel,
  ]);
  const contest: Contest = {
    work: `adversarial nets on the ring of eight (${sizeOf(`${hidden} and ${criticHidden} units`, params)}): a step of each`,
    unit: "rounds/s, one thread",
    model: ganModel(params, { columns: 2, pictures: false }),
    batch,
    optimiser: adam,
    turns: {
      optimisers: { critic: adam, generator: adam },
      of: inRounds([
        ["critic", 1],
        ["generator", 1],
      ]),
    },
    sources: { x: { values: rows(batch, 2, 1), columns: 2 } },
    steps: 2,
    peer: { net: "gan", latent, hidden, criticHidden, activation, rate },
    noise: { columns: latent, stream: STREAM.latent },
  };
  return rowOf(contest, torch, notes);
}

export async function flowRow(torch: Torch | null): Promise<Row> {
  const params = presetExperiment(flow, "moons").params as unknown as FlowTaskParams;
  const { couplings, hidden, activation, bound, batch, learningRate: rate } = params;
  const notes = told(trained(flow, "moons"), 5, (metrics) => [
    `held-out NLL ${metrics.nll.toFixed(3)} nats, ${below(metrics)}`,
    metrics.mmd < metrics.mmdLevel,
  ]);
  const contest: Contest = {
    work: `a normalizing flow on two moons (${sizeOf(`${couplings} couplings of ${hidden} units`, params)})`,
    unit: "steps/s, one thread",
    model: flowModel(params),
    batch,
    optimiser: { kind: "adam", rate },
    sources: { x: { values: rows(batch, 2, 1), columns: 2 } },
    steps: 1,
    peer: { net: "flow", couplings, hidden, activation, bound, rate },
  };
  return rowOf(contest, torch, notes);
}

export async function diffusionRow(torch: Torch | null): Promise<Row> {
  const given = presetExperiment(diffusion, "ring").params;
  const params = given as unknown as Parameters<typeof diffusionModel>[0] & Record<"batch" | "learningRate", number>;
  const { hidden, activation, predicts, batch, learningRate: rate } = params;
  const notes = told(trained(diffusion, "ring"), 5, (metrics) => [
    `NLL bound ${metrics.nll.toFixed(3)} nats (true NLL ${metrics.nllExact.toFixed(3)}), ${below(metrics)}`,
    metrics.mmd < metrics.mmdLevel,
  ]);
  const levels = Float32Array.from({ length: batch }, (_, n) => (n + 0.5) / batch);
  const modelOf: (params: Parameters<typeof diffusionModel>[0], columns: number) => Model = diffusionModel;
  const contest: Contest = {
    work: `a diffusion model on the ring of eight (${sizeOf(`${hidden} units`, params)})`,
    unit: "steps/s, one thread",
    model: modelOf(params, 2),
    batch,
    optimiser: { kind: "adam", rate },
    sources: {
      x: { values: rows(batch, 2, 1), columns: 2 },
      time: {
        values: Float32Array.from(Array.from(levels, (t) => [...embedding(t * 100, 100)]).flat()),
        columns: EMBEDDED,
      },
      signal: { values: levels.map((level) => Math.sqrt(1 - level * level)), columns: 1 },
      level: { values: levels, columns: 1 },
    },
    steps: 1,
    peer: { net: "diffusion", embedded: EMBEDDED, hidden, activation, predicts, rate },
    noise: { columns: 2, stream: 1 },
  };
  return rowOf(contest, torch, notes);
}
