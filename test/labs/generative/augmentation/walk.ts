import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;
const shorter = { "params.steps": 20 };

export const walk: Walk = {
  alone: {
    "few-digits": [1],
    "simulated-experiment": [4],
    "how-many-samples": [],
    "how-many-labels": [],
    rings: [8],
    "blurred-digits": [9],
    unlabelled: [10],
    cheating: [11],
  },
  acts: [
    { preset: "few-digits", run, ticks: [1] },
    { preset: "few-digits", set: { "params.seeds": 16 }, shorter, run, ticks: [2] },
    { preset: "few-digits", set: { "params.shift": 0 }, shorter, run, ticks: [3] },
    { preset: "simulated-experiment", run, ticks: [4] },
    { preset: "simulated-experiment", set: { "params.covariance": "own" }, shorter, run, ticks: [5] },
    { preset: "rings", run, ticks: [8] },
    { preset: "blurred-digits", shorter, run, ticks: [9] },
    { preset: "unlabelled", shorter, run, ticks: [10] },
    { preset: "cheating", shorter, run, ticks: [11] },
  ],
};
