import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;
const shorter = { "params.epochs": 1, "params.pretrainingEpochs": 1 };

export const walk: Walk = {
  alone: {
    "few-labels": [1],
    "many-labels": [5],
    "one-layer": [6],
    deeper: [7],
    dreams: [9],
    "class-dreams": [12],
    "bars-and-stripes": [14],
  },
  acts: [
    { preset: "few-labels", run, ticks: [1] },
    { preset: "few-labels", used: ["layer"], ticks: [2] },
    { preset: "few-labels", set: { "params.seeds": 10 }, shorter, run, ticks: [3] },
    { preset: "few-labels", set: { "params.pretrainingEpochs": 2 }, run, ticks: [4] },
    { preset: "many-labels", run, ticks: [5] },
    { preset: "one-layer", run, ticks: [6] },
    { preset: "deeper", run, ticks: [7] },
    { preset: "deeper", set: { "params.start": "glorot" }, shorter, run, ticks: [8] },
    { preset: "dreams", run, ticks: [9] },
    { preset: "dreams", used: ["play"], ticks: [10] },
    { preset: "dreams", run, view: "returned", ticks: [11] },
    { preset: "class-dreams", shorter, run, ticks: [12] },
    { preset: "class-dreams", used: ["class"], ticks: [13] },
    { preset: "bars-and-stripes", run, ticks: [14] },
  ],
};
