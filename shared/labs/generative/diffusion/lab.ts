import { named } from "../../../data/generators/known.ts";
import { planarDensities } from "../../../data/generators/planar-densities.ts";
import { shardCount } from "../../../nets/sharded-step.ts";
import { tableChoices } from "../../choices.ts";
import { defineLab, type Task } from "../../lab.ts";
import { metricTable } from "../../metric-table.ts";
import { batchesPerEpoch } from "../../minibatches.ts";
import { trainsNet } from "../../nets/net-lab.ts";
import { tasksOf } from "../../nets/plan.ts";
import { checkMinibatch, checkWeightCount } from "../../nets/size.ts";
import { checkPoints } from "../points/check.ts";
import { testSteps } from "../points/permutation.ts";
import { pointsPicture } from "../points/picture.ts";
import { comparedRows, planarSamples } from "../points/plane.ts";
import { repeatsOf } from "./data.ts";
import { type DiffusionParams, diffusionFields } from "./fields.ts";
import { diffusionMetrics } from "./metrics.ts";
import { EMBEDDED } from "./net.ts";
import { diffusionPresets } from "./presets.ts";
import { recordDiffusion } from "./recording.ts";
import { diffusionWork } from "./work.ts";

/** Position of each kind of task under the run's key. */
const KEY = { train: 0, samples: 1, mmd: 2 } as const;

/**
 * Denoising diffusion of points of the plane (Ho et al. 2020; Song et al. 2021). Plan: "train" (a step is a minibatch), "samples" of the trained net beside
 * held-out rows, with the variational bound, and "mmd" (a step is a block of the permutation test). Views ask "way" and "score".
 */
export const diffusion = defineLab({
  id: "diffusion",
  revision: 1,
  family: "generative",
  title: { es: "Modelos de difusión", en: "Diffusion models" },
  summary: {
    es: "Deshace los datos en ruido poco a poco y aprende a volver: mira cada paso del camino y el campo que lo guía.",
    en: "Dissolves data in noise little by little and learns the way back: watch every step of it, and the field that guides it.",
  },
  params: diffusionFields,
  data: {
    generators: named(planarDensities),
    formats: ["csv", "npy"],
    aboutFiles: {
      es: "Puntos del plano: dos columnas de números en CSV o NPY.",
      en: "Points of the plane: two columns of numbers as CSV or NPY.",
    },
    use: { constants: true, twoValued: true },
    reading: [...tableChoices, "standardise"],
  },
  presets: diffusionPresets,
  ...metricTable<DiffusionParams>(diffusionMetrics),
  check(params, data) {
    checkPoints(data, params.testFraction);
    const widths = [2 + EMBEDDED, ...params.hidden, 2];
    const weights = widths.slice(1).reduce((sum, width, l) => sum + (widths[l] + 1) * width, 0);
    checkWeightCount("params.hidden", weights, widths.join("–"));
    checkMinibatch(params.batch, params.hidden.reduce((sum, width) => sum + width, 0) + 20);
  },
  estimate: diffusionWork,
  plan(params, data, key): Task[] {
    const { epochs, ...own } = params;
    const table = checkPoints(data, params.testFraction);
    const samples = planarSamples(table, params.testFraction);
    const rows = samples.train.length * repeatsOf(table.rows);
    const task = tasksOf(key, KEY, own);
    const gang = shardCount(Math.min(params.batch, rows));
    return [
      { ...task("train", epochs * batchesPerEpoch(rows, params.batch)), ...(gang > 1 && { gang }) },
      task("samples", 1, ["train"]),
      task("mmd", testSteps(2 * comparedRows(samples, params).length), ["samples"]),
    ];
  },
  ...trainsNet(
    ["train", "samples", "mmd", "way", "score"],
    async () => (await import("./processes.ts")).diffusionProcesses,
  ),
  devices: ["wasm", "scalar"],
  picture: pointsPicture,
  recording: recordDiffusion,
  conventions: ({ activation, steps, schedule }) => ({
    layout: "layerN.weights is inputs x outputs, row-major: y = x * weights + bias",
    inputs: `x, y, then sin and cos of 2^i / 4 * t / ${steps} turns, i = 0 to 4 (all sines first)`,
    output: `the noise e in sqrt(a) * x + sqrt(1 - a) * e, a by the ${schedule} schedule`,
    activation: `${activation} after every layer but the last`,
    optimizer: "Adam, beta1 0.9, beta2 0.999, epsilon 1e-7 outside the root",
    units: "points are centred and divided by one spread of both columns of the training rows",
  }),
});
