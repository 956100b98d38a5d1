import { array } from "../../../arrays.ts";
import type { Parameters } from "../../../kernels/rbm/machine.ts";
import { scalarMachine } from "../../../kernels/rbm/scalar.ts";
import { wasmMachine } from "../../../kernels/rbm/wasm.ts";
import { foldIn } from "../../../random/index.ts";
import { minibatches } from "../../minibatches.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { dataRates, initialMachine } from "../base-rates.ts";
import { pixelsOf, rowsOf } from "./data.ts";
import type { LogZParams } from "./fields.ts";

const STREAM = { initial: 1, order: 2, step: 3 } as const;
const BATCH = 100;
const MOMENTUM = 0.5;

interface Saved {
  readonly parameters: Parameters;
  readonly velocities: Parameters;
  readonly particles: Uint8Array;
}

/** Persistent contrastive divergence with one sweep: a step is a minibatch. Output: the machine, and the rate of each visible unit in the data. */
export const train = drive((params: LogZParams, context, { key, saved }: Start<Saved>) => {
  const table = rowsOf(context.data);
  const [visible, hidden] = [table.columns, params.hidden ?? 1];
  const batch = Math.min(BATCH, table.rows);
  const machine =
    context.device === "scalar"
      ? scalarMachine(visible, hidden, batch)
      : wasmMachine(context.wasm("rbm"), visible, hidden, batch);
  const pixels = pixelsOf(table);
  machine.loadPixels(pixels);
  const rates = dataRates(pixels, visible);
  machine.setParameters(saved?.parameters ?? initialMachine(rates, hidden, foldIn(key, STREAM.initial)));
  if (saved) {
    machine.setVelocities(saved.velocities);
    machine.setChains(saved.particles);
  }
  const all = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const order = minibatches(all, batch, (epoch) => foldIn(key, STREAM.order, epoch));
  const rule = { rate: params.learningRate ?? 0.05, momentum: MOMENTUM, decay: 0 };
  return {
    advance: eachStep(["reconstructionError"], (step, record) => {
      const own = foldIn(key, STREAM.step, step);
      const rows = order(step);
      for (const [n, row] of rows.entries()) machine.present(n, row, false, own);
      if (step === 0) machine.startChains(rows.length);
      machine.positivePhase(rows.length);
      record.reconstructionError = machine.reconstructionError(rows.length, own);
      machine.negativePhase(rows.length, 1, true, own);
      machine.update(rows.length, rule);
    }),
    save: () => ({
      parameters: machine.parameters(),
      velocities: machine.velocities(),
      particles: machine.chains(batch),
    }),
    output() {
      const { weights, visibleBias, hiddenBias } = machine.parameters();
      return {
        weights: array(weights, [visible, hidden]),
        visibleBias: array(visibleBias),
        hiddenBias: array(hiddenBias),
      };
    },
  };
});
