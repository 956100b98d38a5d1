import { named } from "../../../data/generators/known.ts";
import { planarDensities } from "../../../data/generators/planar-densities.ts";
import { tableChoices } from "../../choices.ts";
import { defineLab, type Task } from "../../lab.ts";
import { metricTable } from "../../metric-table.ts";
import { trainsNet } from "../../nets/net-lab.ts";
import { trainingPlan } from "../../nets/plan.ts";
import { checkMinibatch, checkWeightCount } from "../../nets/size.ts";
import { checkPoints } from "../points/check.ts";
import { testSteps } from "../points/permutation.ts";
import { samplesPicture } from "../points/picture.ts";
import { comparedRows, planarSamples } from "../points/plane.ts";
import { type FlowParams, flowFields } from "./fields.ts";
import { flowMetrics } from "./metrics.ts";
import { weightCount } from "./model.ts";
import { numbersOf } from "./net.ts";
import { flowPresets } from "./presets.ts";
import { recordFlow } from "./recording.ts";
import { flowWork } from "./work.ts";

/** Position of each kind of task under the run's key. */
const KEY = { train: 0, samples: 1, mmd: 2 } as const;

/**
 * Normalizing flows of the plane by coupling layers, affine (RealNVP, Dinh et al. 2017) or splines (Durkan et al. 2019). Plan: "train" (a step is a minibatch), "samples" of the trained flow
 * beside held-out rows, with its density, and "mmd" (a step is a block of the permutation test). Views ask "stages".
 */
export const flow = defineLab({
  id: "flow",
  revision: 2,
  family: "generative",
  title: { es: "Flujos normalizantes", en: "Normalizing flows" },
  summary: {
    es: "Dobla una gaussiana, capa a capa y sin romperla, hasta que es como los datos: muestras de un tirón y la densidad exacta de cada punto.",
    en: "Bends a Gaussian, layer by layer and without tearing it, until it is like the data: samples in one go, and the exact density of every point.",
  },
  params: flowFields,
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
  presets: flowPresets,
  ...metricTable<FlowParams>(flowMetrics),
  check(params, data) {
    checkPoints(data, params.testFraction);
    const { couplings, hidden, batch } = params;
    checkWeightCount(
      "params.hidden",
      weightCount(params),
      `${couplings} × ${[1, ...hidden, numbersOf(params)].join("–")}`,
    );
    // A spline fills some forty numbers for each of its bins.
    const filled = params.map === "spline" ? 14 * numbersOf(params) : 8;
    checkMinibatch(batch, couplings * (hidden.reduce((sum, width) => sum + width, 0) + filled));
  },
  estimate: flowWork,
  plan(params, data, key): Task[] {
    const samples = planarSamples(checkPoints(data, params.testFraction), params.testFraction);
    const { task, train } = trainingPlan(key, KEY, params, samples.train.length);
    const { gpu: _, ...own } = train;
    return [
      own,
      task("samples", 1, ["train"]),
      task("mmd", testSteps(2 * comparedRows(samples, params).length), ["samples"]),
    ];
  },
  ...trainsNet(["train", "samples", "mmd", "stages"], async () => (await import("./processes.ts")).flowProcesses),
  devices: ["wasm", "scalar"],
  picture: samplesPicture,
  recording: recordFlow,
  conventions: ({ activation, map, bound, bins }) => ({
    layout: "coupling k has the layers kL to kL + L - 1, each inputs x outputs, row-major: y = x * weights + bias",
    coupling: `coupling k keeps coordinate k mod 2 (a) and maps the other (b) from data to latent by ${
      map === "spline"
        ? `a monotone rational-quadratic spline of ${bins} bins on [-4, 4], the identity beyond: logits of widths, of heights, then inner slopes (softplus)`
        : `b * exp(s) + t; s = ${bound} * tanh(first output), t = second output`
    }`,
    activation: `${activation} after every layer of a coupling but the last`,
    optimizer: "Adam, beta1 0.9, beta2 0.999, epsilon 1e-7 outside the root",
    units: "points are centred and divided by one spread of both columns of the training rows",
  }),
});
