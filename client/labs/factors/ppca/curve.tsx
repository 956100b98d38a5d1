import type { PpcaParams } from "../../../../shared/labs/factors/ppca/fields.ts";
import { recordLines } from "../../parts/record-lines.tsx";
import { words } from "./words.ts";

/** Likelihood and noise over EM's iterations, and where the closed form lies. */
export const CurveView = recordLines<PpcaParams>({
  task: "fit",
  x: words.iteration,
  at: ({ fold, experiment: { params } }) => {
    const { steps = params.iterations } = fold.tasks.find(({ id }) => id === "fit") ?? {};
    // With missing cells each iteration is a pass over the rows, block by block.
    return (step) => (step * params.iterations) / steps;
  },
  domain: ({ experiment }) => [0, experiment.params.iterations],
  figures: [
    {
      title: words.curveTitle,
      y: words.nats,
      lines: [["logLikelihood", words.em, "model"]],
      levels: ({ fold, experiment: { params } }) => [
        [fold.output("fit")?.closedLogLikelihood?.values[params.latent], words.closed, 1],
      ],
    },
    {
      title: words.noiseTitle,
      y: words.sigma2,
      zero: true,
      lines: [["sigma2", words.em, "model"]],
      levels: ({ fold }) => [[fold.output("fit")?.closedSigma2?.values[0], words.closed, 1]],
    },
  ],
});
