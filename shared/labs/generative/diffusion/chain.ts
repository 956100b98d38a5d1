import type { Table } from "../../../data/table.ts";
import { EMBEDDED, embedding } from "../../../diffusion/embedding.ts";
import { scheduleOf } from "../../../diffusion/schedule.ts";
import type { Fold } from "../../fold.ts";
import { activationLayer, denseLayer } from "../../nets/chain-layers.ts";
import { trainedWeights } from "../../nets/weights.ts";
import type { TrainedChain } from "../../trained-chain.ts";
import { latentPoints } from "../points/plane.ts";
import { type RowSamples, rowSamples } from "../points/samples.ts";
import type { DiffusionParams } from "./fields.ts";

/** Noised rows that the integers of other programs are calibrated by. */
const CALIBRATED = 512;

/**
 * The net for other programs: from a noised row and its embedded step, as the net has them, to what it says. The loop over the steps stays with who calls it.
 */
export function diffusionChain(fold: Fold, params: DiffusionParams, data: Table | null): TrainedChain | undefined {
  const weights = trainedWeights(fold);
  if (!data || !weights) return undefined;
  const samples = rowSamples(data, params);
  const { hidden, activation } = params;
  const inner = hidden.flatMap((units, l) => [
    denseLayer(`layer${l}`, units),
    activationLayer(`layer${l}`, activation),
  ]);
  return {
    input: [samples.columns + EMBEDDED],
    layers: [...inner, denseLayer(`layer${hidden.length}`, samples.columns)],
    weights,
    rows: noisedInputs(samples, params),
  };
}

/** Rows that are learnt from, under the noise of steps at equal distances, with those steps: CALIBRATED × (columns + EMBEDDED). */
function noisedInputs({ values, columns, train }: RowSamples, params: Pick<DiffusionParams, "steps" | "schedule">) {
  const { alphaBar } = scheduleOf(params);
  const noise = latentPoints(CALIBRATED, [0x6a11, 4], columns);
  const width = columns + EMBEDDED;
  const out = new Float32Array(CALIBRATED * width);
  for (let n = 0; n < CALIBRATED; n++) {
    const t = 1 + Math.floor((n * params.steps) / CALIBRATED);
    const [signal, level] = [Math.sqrt(alphaBar[t]), Math.sqrt(1 - alphaBar[t])];
    const from = train[n % train.length] * columns;
    for (let c = 0; c < columns; c++) out[n * width + c] = signal * values[from + c] + level * noise[n * columns + c];
    out.set(embedding(t, params.steps), n * width + columns);
  }
  return out;
}
