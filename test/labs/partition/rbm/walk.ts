import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;
/** What a step does not ask numbers of is trained briefly. */
const brief = { "params.epochs": 1, "params.aisChains": 10 };

export const walk: Walk = {
  alone: {
    digits: [1],
    "bars-and-stripes": [2],
    "exact-digits": [],
    persistent: [5],
    "cd-bias": [],
    "separated-modes": [],
    "fast-weights": [],
    "gaussian-patches": [11],
    "thousand-chains": [],
    overfitting: [16],
  },
  acts: [
    { preset: "digits", run, ticks: [1] },
    { preset: "bars-and-stripes", run, ticks: [2] },
    { preset: "digits", run, view: "gradient", ticks: [3] },
    { preset: "digits", set: { "params.k": 10 }, shorter: brief, run, ticks: [4] },
    { preset: "persistent", run, ticks: [5] },
    { preset: "cd-bias", run, view: "bias", ticks: [6] },
    { preset: "cd-bias", set: { "params.k": 10 }, shorter: brief, run, ticks: [7] },
    { preset: "fast-weights", set: { "params.method": "pcd" }, shorter: brief, run, ticks: [8] },
    { preset: "separated-modes", shorter: brief, run, view: "tempering", ticks: [9] },
    { preset: "separated-modes", set: { "params.method": "cd" }, shorter: brief, run, ticks: [10] },
    { preset: "gaussian-patches", run, ticks: [11] },
    { preset: "gaussian-patches", set: { "params.variance": "fixed" }, shorter: brief, run, ticks: [12] },
    { preset: "exact-digits", run, ticks: [] },
    { preset: "exact-digits", run, view: "log-z", ticks: [13] },
    { preset: "exact-digits", set: { "params.aisSteps": 50 }, shorter: { "params.epochs": 1 }, run, ticks: [14] },
    { preset: "thousand-chains", shorter: brief, run, view: "log-z", ticks: [15] },
    { preset: "overfitting", shorter: brief, run, ticks: [16] },
    { preset: "exact-digits", view: "complete", ticks: [] },
    { preset: "exact-digits", used: ["draw"], ticks: [17] },
    { preset: "digits", set: { "params.hidden": 128 }, shorter: brief, run, ticks: [18] },
  ],
};
