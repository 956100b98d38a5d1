import { catsDogs } from "../../../data/generators/cats-dogs.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { planarDensities } from "../../../data/generators/planar-densities.ts";
import { shapes } from "../../../data/generators/shapes.ts";
import { EMBEDDED } from "../../../diffusion/embedding.ts";
import { shardCount } from "../../../nets/sharded-step.ts";
import { heldOutChoices } from "../../choices.ts";
import { defineLab, type Task } from "../../lab.ts";
import { metricTable } from "../../metric-table.ts";
import { batchesPerEpoch } from "../../minibatches.ts";
import { trainsNet } from "../../nets/net-lab.ts";
import { tasksOf } from "../../nets/plan.ts";
import { checkMinibatch, checkWeightCount } from "../../nets/size.ts";
import { testSteps } from "../points/permutation.ts";
import { samplesPicture } from "../points/picture.ts";
import { columnsAt } from "../points/pictures.ts";
import { comparedRows, heldOutOf, scaleOfColumns } from "../points/plane.ts";
import { checkRows, rowSamples } from "../points/samples.ts";
import { diffusionChain } from "./chain.ts";
import { repeatsOf } from "./data.ts";
import { type DiffusionParams, diffusionFields } from "./fields.ts";
import { diffusionMetrics } from "./metrics.ts";
import { diffusionPresets } from "./presets.ts";
import { recordDiffusion } from "./recording.ts";
import { diffusionWork } from "./work.ts";

/** Position of each kind of task under the run's key. */
const KEY = { train: 0, samples: 1, mmd: 2 } as const;

/**
 * Denoising diffusion of points of the plane and of small pictures (Ho et al. 2020; Song et al. 2021). Plan: "train" (a step is a minibatch), "samples" of the trained net beside
 * held-out rows, with the variational bound, and "mmd" (a step is a block of the permutation test). Views ask "way" and "score".
 */
export const diffusion = defineLab({
  id: "diffusion",
  revision: 2,
  family: "generative",
  title: { es: "Modelos de difusión", en: "Diffusion models" },
  summary: {
    es: "Deshace los datos en ruido poco a poco y aprende a volver: mira cada paso del camino y el campo que lo guía.",
    en: "Dissolves data in noise little by little and learns the way back: watch every step of it, and the field that guides it.",
  },
  params: diffusionFields,
  data: {
    generators: named(planarDensities, digits, shapes, catsDogs),
    formats: ["idx", "csv", "npy", "png", "jpeg"],
    aboutFiles: {
      es: "Puntos del plano: dos columnas de números en CSV o NPY. O imágenes en IDX (MNIST), NPY, PNG o JPEG: se reducen a 16 píxeles de lado como mucho.",
      en: "Points of the plane: two columns of numbers as CSV or NPY. Or pictures as IDX (MNIST), NPY, PNG or JPEG: they are brought to a side of 16 pixels at most.",
    },
    use: { plane: true, pictures: true, constants: true, twoValued: true },
    reading: [...heldOutChoices, "standardise"],
    folders: true,
  },
  presets: diffusionPresets,
  ...metricTable<DiffusionParams>(diffusionMetrics),
  check(params, data) {
    const columns = columnsAt(checkRows(data, params.testFraction), params.resolution);
    const widths = [columns + EMBEDDED, ...params.hidden, columns];
    const weights = widths.slice(1).reduce((sum, width, l) => sum + (widths[l] + 1) * width, 0);
    checkWeightCount("params.hidden", weights, widths.join("–"));
    checkMinibatch(params.batch, params.hidden.reduce((sum, width) => sum + width, 0) + 6 * columns + EMBEDDED);
  },
  estimate: diffusionWork,
  plan(params, data, key): Task[] {
    const { epochs, ...own } = params;
    const table = checkRows(data, params.testFraction);
    const held = heldOutOf(table, params.testFraction);
    const rows = held.train.length * repeatsOf(table.rows);
    const task = tasksOf(key, KEY, own);
    const gang = shardCount(Math.min(params.batch, rows));
    return [
      { ...task("train", epochs * batchesPerEpoch(rows, params.batch)), ...(gang > 1 && { gang }) },
      task("samples", 1, ["train"]),
      task("mmd", testSteps(2 * comparedRows(held, params).length), ["samples"]),
    ];
  },
  ...trainsNet(
    ["train", "samples", "mmd", "way", "score"],
    async () => (await import("./processes.ts")).diffusionProcesses,
  ),
  devices: ["wasm", "scalar"],
  picture: samplesPicture,
  recording: recordDiffusion,
  chain: diffusionChain,
  scales(params, data) {
    const scale = data ? scaleOfColumns(rowSamples(data, params).scaling) : undefined;
    return scale && { inputScale: scale, outputScale: scale };
  },
  conventions: ({ activation, steps, schedule, predicts }) => ({
    layout: "layerN.weights is inputs x outputs, row-major: y = x * weights + bias",
    inputs: `the row, then sin and cos of 2^i / 4 * t / ${steps} turns, i = 0 to 4 (all sines first)`,
    output: `${predicts === "noise" ? "the noise e" : "sqrt(a) * e - sqrt(1 - a) * x"} of the row sqrt(a) * x + sqrt(1 - a) * e, a by the ${schedule} schedule`,
    activation: `${activation} after every layer but the last`,
    optimizer: "Adam, beta1 0.9, beta2 0.999, epsilon 1e-7 outside the root",
    units:
      "columns (of pictures pixels as shares of 255) are centred and divided by one spread of all columns of the training rows (inputMean, inputDeviation); rows that come out of the last step go back by the same numbers (outputMean, outputDeviation)",
  }),
});
