import { recordLines } from "../../parts/record-lines.tsx";
import { words } from "./words.ts";

/** What training records at each minibatch, and what it evaluates now and then. */
export const CurvesView = recordLines({
  task: "train",
  x: words.minibatch,
  figures: [
    {
      title: words.reconstruction,
      y: words.reconstructionAxis,
      zero: true,
      lines: [["reconstructionError", words.train, "data"]],
    },
    {
      title: words.likelihoods,
      y: words.perSample,
      lines: [
        ["logLikelihood", words.train, "data"],
        ["heldOutLogLikelihood", words.heldOut, 1],
      ],
      // How it began, far below, would flatten what the two do later.
      settled: true,
      optional: true,
    },
    { title: words.pseudo, y: words.perSample, lines: [["pseudoLikelihood", words.train, "data"]], optional: true },
    {
      title: words.freeEnergy,
      y: words.perSample,
      // The sets are different pictures: by chance their means begin some nats apart, which says nothing of learning.
      fromStart: true,
      lines: [
        ["freeEnergy", words.train, "data"],
        ["heldOutFreeEnergy", words.heldOut, 1],
      ],
    },
    {
      title: words.swapCurve,
      y: words.swapShare,
      zero: true,
      lines: [["swapRate", words.train, "model"]],
      optional: true,
    },
    {
      title: words.fastNorm,
      y: words.fastAxis,
      zero: true,
      lines: [["fastNorm", words.train, "model"]],
      optional: true,
    },
  ],
  note: words.freeEnergyNote,
});
