import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { planarDensities } from "../../../data/generators/planar-densities.ts";
import { shapes } from "../../../data/generators/shapes.ts";
import { heldOutChoices } from "../../choices.ts";
import { defineLab, type Task } from "../../lab.ts";
import { metricTable } from "../../metric-table.ts";
import { trainsNet } from "../../nets/net-lab.ts";
import { trainingPlan } from "../../nets/plan.ts";
import { checkMinibatch, checkWeightCount } from "../../nets/size.ts";
import { testSteps } from "../points/permutation.ts";
import { samplesPicture } from "../points/picture.ts";
import { comparedRows, heldOutOf, planarSamples, scaleOfColumns } from "../points/plane.ts";
import { checkRows } from "../points/samples.ts";
import { shapeAt } from "./data.ts";
import { type FlowParams, flowFields } from "./fields.ts";
import { flowMetrics } from "./metrics.ts";
import { widthsOf } from "./model.ts";
import { numbersOf } from "./net.ts";
import { columnsOf, partingOf, planar } from "./parting.ts";
import { flowPresets } from "./presets.ts";
import { recordFlow } from "./recording.ts";
import { flowWork } from "./work.ts";

/** Position of each kind of task under the run's key. */
const KEY = { train: 0, samples: 1, mmd: 2 } as const;

/**
 * Normalizing flows of the plane and of small pictures by coupling layers, affine (RealNVP, Dinh et al. 2017) or splines (Durkan et al. 2019). Plan: "train" (a
 * step is a minibatch), "samples" of the trained flow beside held-out rows, with its density, and "mmd" (a step is a block of the permutation test). Views ask
 * "stages" and "between".
 */
export const flow = defineLab({
  id: "flow",
  revision: 3,
  family: "generative",
  title: { es: "Flujos normalizantes", en: "Normalizing flows" },
  summary: {
    es: "Dobla una gaussiana, capa a capa y sin romperla, hasta que es como los datos, puntos o imágenes: muestras de un tirón y la densidad exacta de cada dato.",
    en: "Bends a Gaussian, layer by layer and without tearing it, until it is like the data, points or pictures: samples in one go, and the exact density of every datum.",
  },
  params: flowFields,
  data: {
    generators: named(planarDensities, digits, shapes),
    formats: ["idx", "csv", "npy", "png", "jpeg"],
    aboutFiles: {
      es: "Puntos del plano: dos columnas de números en CSV o NPY. O imágenes en IDX (MNIST), NPY, PNG o JPEG: se reducen a 16 píxeles de lado como mucho.",
      en: "Points of the plane: two columns of numbers as CSV or NPY. Or pictures as IDX (MNIST), NPY, PNG or JPEG: they are brought to a side of 16 pixels at most.",
    },
    use: { plane: true, pictures: true, constants: true, twoValued: true },
    reading: [...heldOutChoices, "standardise"],
    folders: true,
  },
  presets: flowPresets,
  ...metricTable<FlowParams>(flowMetrics),
  check(params, data) {
    const image = shapeAt(checkRows(data, params.testFraction), params.resolution);
    const parting = image ? partingOf(image) : planar;
    const { couplings, hidden, batch } = params;
    const widths = widthsOf(params, parting);
    const weights = widths.flatMap((own) => own.slice(1).map((width, l) => (own[l] + 1) * width));
    checkWeightCount(
      "params.hidden",
      weights.reduce((sum, one) => sum + one, 0),
      `${couplings} × ${widths[0].join("–")}`,
    );
    // A spline fills some forty numbers for each of its bins.
    const columns = Math.max(...widths.map((own) => own[own.length - 1])) / numbersOf(params);
    const filled = columns * (params.map === "spline" ? 14 * numbersOf(params) : 8);
    const pixels = image ? 10 * columnsOf(parting) : 0;
    checkMinibatch(batch, couplings * (hidden.reduce((sum, width) => sum + width, 0) + filled) + pixels);
  },
  estimate: flowWork,
  plan(params, data, key): Task[] {
    const held = heldOutOf(checkRows(data, params.testFraction), params.testFraction);
    const { task, train } = trainingPlan(key, KEY, params, held.train.length);
    const { gpu: _, ...own } = train;
    return [
      own,
      task("samples", 1, ["train"]),
      task("mmd", testSteps(2 * comparedRows(held, params).length), ["samples"]),
    ];
  },
  ...trainsNet(
    ["train", "samples", "mmd", "stages", "between"],
    async () => (await import("./processes.ts")).flowProcesses,
  ),
  devices: ["wasm", "scalar"],
  picture: samplesPicture,
  recording: recordFlow,
  scales(params, data) {
    if (!data || data.image) return undefined;
    const scale = scaleOfColumns(planarSamples(data, params.testFraction).scaling);
    return { inputScale: scale, outputScale: scale };
  },
  conventions: ({ activation, map, bound, bins }) => ({
    layout: "coupling k has the layers kL to kL + L - 1, each inputs x outputs, row-major: y = x * weights + bias",
    coupling: `coupling k keeps coordinate k mod 2 (a; of pictures halves of the pixels: those with row + column even, then odd; even rows, odd; even columns, odd; and so on) and maps the others (b) from data to latent by ${
      map === "spline"
        ? `a monotone rational-quadratic spline of ${bins} bins on [-4, 4], the identity beyond: logits of widths, of heights, then inner slopes (softplus)`
        : `b * exp(s) + t; s = ${bound} * tanh(first half of the outputs), t = second half`
    }`,
    activation: `${activation} after every layer of a coupling but the last`,
    optimizer: "Adam, beta1 0.9, beta2 0.999, epsilon 1e-7 outside the root",
    units:
      "points are centred and divided by one spread of both columns of the training rows (inputMean, inputDeviation), samples go back by the same numbers (outputMean, outputDeviation); pictures: q = 0.001 + 0.998 * (byte + noise) / 256, (log(q / (1 - q)) - norm0.mean) / exp(norm0.logDeviation), pixels in the order even row and column, even row and odd column, odd and even, odd and odd",
  }),
});
