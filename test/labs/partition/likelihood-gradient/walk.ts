import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: {
    "cd-bias": [1],
    sml: [6],
    "well-specified": [8],
    "few-data": [],
    noise: [10],
    hidden: [12],
    gaussian: [13],
    table: [15],
  },
  acts: [
    { preset: "cd-bias", run, ticks: [1] },
    { preset: "cd-bias", used: ["play"], ticks: [2] },
    { preset: "cd-bias", used: ["point"], ticks: [3] },
    { preset: "cd-bias", run, view: "phases", used: ["method"], ticks: [4] },
    { preset: "cd-bias", run, view: "rest", ticks: [5] },
    { preset: "sml", run, ticks: [6] },
    { preset: "sml", set: { "params.k": 10 }, run, ticks: [7] },
    { preset: "well-specified", run, ticks: [8] },
    { preset: "few-data", run, view: "few", ticks: [9] },
    { preset: "noise", run, ticks: [10] },
    { preset: "noise", set: { "params.noiseRatio": 16 }, run, ticks: [11] },
    { preset: "hidden", run, ticks: [12] },
    { preset: "gaussian", run, ticks: [13] },
    { preset: "gaussian", set: { "params.units": 4, "params.pairs": "neighbours" }, run, ticks: [14] },
    { preset: "table", run, ticks: [15] },
  ],
};
