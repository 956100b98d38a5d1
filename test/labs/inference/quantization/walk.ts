import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: {
    "digits-mlp": [1],
    digits: [],
    clipping: [],
    "four-bits": [],
    "one-row": [],
    "cats-dogs": [],
    tissue: [],
  },
  acts: [
    { preset: "digits-mlp", run, ticks: [1] },
    { preset: "digits-mlp", used: ["pick"], ticks: [2] },
    { preset: "digits-mlp", used: ["bits"], ticks: [3] },
    { preset: "digits-mlp", used: ["scheme"], ticks: [4] },
    { preset: "digits-mlp", view: "matrix", ticks: [5] },
    { preset: "clipping", view: "activations", used: ["clip"], ticks: [6] },
    { preset: "clipping", set: { "params.calibration": "squared-error" }, run, ticks: [7] },
    { preset: "one-row", set: { "params.rows": 50 }, run, ticks: [8] },
    { preset: "four-bits", view: "differences", ticks: [9] },
    { preset: "four-bits", set: { "params.group": "16" }, run, ticks: [10] },
    { preset: "cats-dogs", view: "robustness", ticks: [11] },
    { preset: "digits", view: "places", used: ["measure"], ticks: [12] },
  ],
};
