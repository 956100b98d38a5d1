import { catsDogs } from "../../../data/generators/cats-dogs.ts";
import { compositions } from "../../../data/generators/compositions.ts";
import { digits } from "../../../data/generators/digits.ts";
import { named } from "../../../data/generators/known.ts";
import { planarDensities } from "../../../data/generators/planar-densities.ts";
import { shapes } from "../../../data/generators/shapes.ts";
import { shardCount } from "../../../nets/sharded-step.ts";
import { heldOutChoices } from "../../choices.ts";
import { defineLab, type Task } from "../../lab.ts";
import { metricTable } from "../../metric-table.ts";
import { trainsNet } from "../../nets/net-lab.ts";
import { tasksOf } from "../../nets/plan.ts";
import { testSteps } from "../points/permutation.ts";
import { samplesPicture } from "../points/picture.ts";
import { comparedRows } from "../points/plane.ts";
import { ganChain, ganConventions } from "./chain.ts";
import { checkGan, samplesOf } from "./data.ts";
import { type GanParams, ganFields } from "./fields.ts";
import { ganMetrics } from "./metrics.ts";
import { ganPresets } from "./presets.ts";
import { recordGan } from "./recording.ts";
import { ganWork } from "./work.ts";

/** Position of each kind of task under the run's key. */
const KEY = { train: 0, samples: 1, mmd: 2, modes: 3 } as const;

/**
 * Generative adversarial nets (Goodfellow et al. 2014). Plan: "train" (a step is a minibatch of one side), "samples" of the trained generator beside held-out
 * rows, "mmd" (a step is a block of the permutation test) and "modes". Views ask "generate".
 */
export const gan = defineLab({
  id: "gan",
  revision: 1,
  family: "generative",
  title: { es: "Redes generativas antagónicas (GAN)", en: "Generative adversarial nets (GAN)" },
  summary: {
    es: "Una red inventa muestras y otra intenta descubrirlas: mira cómo se persiguen, y cuándo la primera se olvida de una parte de los datos.",
    en: "One net invents samples and another tries to find them out: watch them chase each other, and see when the first forgets a part of the data.",
  },
  params: ganFields,
  data: {
    generators: named(planarDensities, digits, shapes, catsDogs, compositions),
    formats: ["idx", "csv", "npy", "png", "jpeg"],
    aboutFiles: {
      es: "Puntos o filas de números en CSV o NPY, o imágenes en IDX (MNIST), NPY, PNG o JPEG. Con clases se cuenta a cuántas llega el generador.",
      en: "Points or rows of numbers as CSV or NPY, or pictures as IDX (MNIST), NPY, PNG or JPEG. With classes, those that the generator reaches are counted.",
    },
    use: { pictures: true, constants: true, twoValued: true },
    reading: [...heldOutChoices, "standardise"],
    folders: true,
  },
  presets: ganPresets,
  ...metricTable<GanParams>(ganMetrics),
  check: checkGan,
  estimate: ganWork,
  plan(params, data, key): Task[] {
    const { rounds, ...own } = params;
    const samples = samplesOf(checkGan(own, data), own);
    const task = tasksOf(key, KEY, own);
    const compared = comparedRows(samples, own).length;
    const gang = shardCount(Math.min(own.batch, samples.train.length));
    return [
      { ...task("train", rounds * (own.criticSteps + own.generatorSteps)), ...(gang > 1 && { gang }) },
      task("samples", 1, ["train"]),
      task("mmd", testSteps(2 * compared), ["samples"]),
      task("modes", 1, ["samples"]),
    ];
  },
  ...trainsNet(
    ["train", "samples", "mmd", "modes", "generate"],
    async () => (await import("./processes.ts")).ganProcesses,
  ),
  devices: ["wasm", "scalar"],
  picture: samplesPicture,
  recording: recordGan,
  chain: ganChain,
  conventions: ganConventions,
});
