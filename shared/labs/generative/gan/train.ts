import { pow } from "../../../math/index.ts";
import { inRounds } from "../../../nets/sides.ts";
import { training } from "../../training.ts";
import { checkGan, samplesOf } from "./data.ts";
import type { GanTaskParams } from "./fields.ts";
import { ganModel, isGenerators } from "./net.ts";
import { rowOf } from "./row.ts";
import { openShown } from "./shown.ts";

/** β₁ and β₂ of Adam for both nets: between those of DCGAN and of WGAN-GP. */
export const BETAS = [0.5, 0.9] as const;
/** Rounds between two looks at what the generator makes. */
const EVERY = 50;

/** Training: a step is a minibatch of one side. Records of every step its own measures; now and then "mmd" and "modes" of few samples. Live: what the views draw. */
export const ganTraining = training((params: GanTaskParams, { data }) => {
  const table = checkGan(params, data);
  const samples = samplesOf(table, params);
  const { columns, values, train } = samples;
  const { learningRate, criticRate, criticSteps, generatorSteps, halving = 0, average = 0 } = params;
  const adam = (rate: number) => ({ kind: "adam", rate, betas: BETAS }) as const;
  const shown = openShown(params, table, samples);
  return {
    model: ganModel(params, rowOf(samples)),
    sources: { x: { values, columns } },
    batch: params.batch,
    optimiser: adam(learningRate),
    turns: {
      optimisers: { critic: adam(learningRate * criticRate), generator: adam(learningRate) },
      of: inRounds([
        ["critic", criticSteps],
        ["generator", generatorSteps],
      ]),
    },
    // Both sides by the same clock: a round is a step of each.
    ...(halving > 0 && {
      schedule: (t: number) => pow(0.5, Math.floor((t - 1) / (criticSteps + generatorSteps)) / halving),
    }),
    ...(average > 0 && { average: { keep: average, of: isGenerators } }),
    train,
    test: new Uint32Array(0),
    evaluation: { every: EVERY * (criticSteps + generatorSteps), samples: 0 },
    watch: { records: ["mmd", "modes"], measure: (_, { machine }) => shown.measure(machine) },
    live: ({ machine }) => shown.live(machine),
  };
});
