import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import type { Parameters, RbmMachine } from "../../../kernels/rbm/machine.ts";
import { scalarMachine } from "../../../kernels/rbm/scalar.ts";
import { wasmMachine } from "../../../kernels/rbm/wasm.ts";
import { foldIn } from "../../../random/index.ts";
import type { Context } from "../../lab.ts";
import { minibatches } from "../../minibatches.ts";
import { throughNet } from "../../nets/trained.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { dataRates, initialMachine } from "../base-rates.ts";
import { type Samples, samplesOf } from "./data.ts";
import type { DataParams, DbnParams } from "./fields.ts";
import { hiddenTensor } from "./net.ts";
import { layerTask, netWeights } from "./stack.ts";

export const STREAM = { initial: 1, order: 2, step: 3 } as const;
export const MOMENTUM = 0.5;
/** Rows whose reconstruction is measured in every step. */
const RECONSTRUCTED = 10;

export type LayerParams = DataParams &
  Pick<DbnParams, "hidden" | "k" | "rate" | "batch" | "weightDecay" | "between"> & {
    /** From 0. */
    readonly layer: number;
    readonly repeat: number;
  };

interface Saved {
  readonly parameters: Parameters;
  readonly velocities: Parameters;
}

export function machineOn(context: Context, visible: number, hidden: number, batch: number): RbmMachine {
  return context.device === "scalar"
    ? scalarMachine(visible, hidden, batch)
    : wasmMachine(context.wasm("rbm"), visible, hidden, batch);
}

/**
 * Contrastive divergence of one layer on what those below make of the training rows: a step is a minibatch. Needs the layers below. With labels the top machine sees
 * one unit per class more, after the others, of which that of the row's class is on.
 */
export const layerTraining = drive((params: LayerParams, context, { key, saved }: Start<Saved>) => {
  const { layer, repeat } = params;
  const samples = samplesOf(params, context.data);
  const below = Array.from({ length: layer }, (_, l) => context.inputs[layerTask(l, repeat)]);
  const rows = samples.train.length;
  const width = layer === 0 ? samples.visible : params.hidden[layer - 1];
  const isLabelled = params.labels === "top" && layer === params.hidden.length - 1;
  const data = dataOfLayer(context, samples, below);
  const pixels = isLabelled ? withLabels(data, width, samples) : data;
  const [visible, hidden] = [pixels.length / rows, params.hidden[layer]];
  const batch = Math.min(params.batch, rows);
  const machine = machineOn(context, visible, hidden, batch);
  machine.loadPixels(pixels);
  machine.setParameters(
    saved?.parameters ?? initialMachine(dataRates(pixels, visible), hidden, foldIn(key, STREAM.initial)),
  );
  if (saved) machine.setVelocities(saved.velocities);
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  const order = minibatches(all, batch, (epoch) => foldIn(key, STREAM.order, epoch));
  const sampled = (layer === 0 ? params.binarise : params.between) === "sample";
  const rule = { rate: params.rate, momentum: MOMENTUM, decay: params.weightDecay };
  const arrays = () => parameterArrays(machine.parameters());
  return {
    advance: eachStep(["reconstructionError"], (step, record) => {
      const own = foldIn(key, STREAM.step, step);
      const chosen = order(step);
      for (const [n, row] of chosen.entries()) machine.present(n, row, sampled, own);
      machine.positivePhase(chosen.length);
      record.reconstructionError = machine.reconstructionError(Math.min(chosen.length, RECONSTRUCTED), own);
      machine.negativePhase(chosen.length, params.k, false, own);
      machine.update(chosen.length, rule);
    }),
    live: arrays,
    save: () => ({ parameters: machine.parameters(), velocities: machine.velocities() }),
    output: arrays,
  };
});

/** Training rows as a layer sees them, bytes: the pixels, or the probabilities (to 1/255) of the units below, upwards by mean field as the net does. */
export function dataOfLayer(context: Context, samples: Samples, below: readonly Arrays[]): Uint8Array {
  const { pixels, train, visible } = samples;
  if (below.length === 0) {
    const out = new Uint8Array(train.length * visible);
    for (const [n, row] of train.entries()) out.set(pixels.subarray(row * visible, (row + 1) * visible), n * visible);
    return out;
  }
  const widths = below.map(({ hiddenBias }) => hiddenBias.values.length);
  const width = widths[widths.length - 1];
  const out = new Uint8Array(train.length * width);
  const net = {
    tensors: (count: number) => ({ top: hiddenTensor(count, visible, widths) }),
    columns: visible,
    weights: netWeights(below),
  };
  throughNet(
    context,
    net,
    train.length,
    ({ top }) => ({ top }),
    (x, from, count) => fillRows(x, samples, train.subarray(from, from + count)),
    (from, count, program) => {
      const top = program.output("top");
      for (let at = 0; at < count * width; at++) out[from * width + at] = Math.round(255 * top[at]);
      context.beat?.();
    },
  );
  return out;
}

/** Rows of so many bytes, and after those of each row 255 at its class and 0 at the others. */
export function withLabels(
  data: Uint8Array,
  width: number,
  { train, labels, classes }: Pick<Samples, "train" | "labels" | "classes">,
): Uint8Array {
  const whole = width + classes.length;
  const out = new Uint8Array(train.length * whole);
  for (const [n, row] of train.entries()) {
    out.set(data.subarray(n * width, (n + 1) * width), n * whole);
    out[n * whole + width + labels[row]] = 255;
  }
  return out;
}

/** Rows as a net sees them, 0 to 1. */
export function fillRows(x: Float32Array, { pixels, visible }: Samples, rows: Uint32Array): void {
  for (const [n, row] of rows.entries())
    for (let i = 0; i < visible; i++) x[n * visible + i] = pixels[row * visible + i] / 255;
}

function parameterArrays({ weights, visibleBias, hiddenBias }: Parameters): Record<string, NDArray> {
  return {
    weights: array(weights, [visibleBias.length, hiddenBias.length]),
    visibleBias: array(visibleBias),
    hiddenBias: array(hiddenBias),
  };
}
