import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;
const shorter = { "params.steps": 20 };

export const walk: Walk = {
  alone: {
    "few-digits": [1],
    "simulated-experiment": [5],
    "how-many-samples": [7],
    "how-many-labels": [8],
    rings: [9],
    "blurred-digits": [10],
    unlabelled: [11],
    cheating: [12],
  },
  acts: [
    { preset: "few-digits", run, ticks: [1] },
    { preset: "few-digits", run, view: "samples", ticks: [2] },
    { preset: "few-digits", set: { "params.seeds": 16 }, shorter, run, ticks: [3] },
    { preset: "few-digits", set: { "params.shift": 0 }, shorter, run, ticks: [4] },
    { preset: "simulated-experiment", run, ticks: [5] },
    { preset: "simulated-experiment", set: { "params.covariance": "own" }, shorter, run, ticks: [6] },
    { preset: "how-many-samples", run, ticks: [7] },
    { preset: "how-many-labels", run, ticks: [8] },
    { preset: "rings", run, ticks: [9] },
    { preset: "blurred-digits", shorter, run, ticks: [10] },
    { preset: "unlabelled", shorter, run, ticks: [11] },
    { preset: "cheating", shorter, run, ticks: [12] },
  ],
};
