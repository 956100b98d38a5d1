import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;
const shorter = { "params.epochs": 2, "params.seeds": 2 };

export const walk: Walk = {
  alone: {
    logistic: [1],
    "logistic-unit": [4],
    product: [5],
    parity: [7],
    face: [9],
    folding: [12],
    random: [15],
    spirals: [18],
    sawtooth: [21],
  },
  acts: [
    { preset: "logistic", run, ticks: [1] },
    { preset: "logistic", used: ["input"], ticks: [2] },
    { preset: "logistic", used: ["edit"], ticks: [3] },
    { preset: "logistic-unit", run, ticks: [4] },
    { preset: "product", run, ticks: [5] },
    { preset: "product", set: { "params.operations": "sums" }, run, ticks: [6] },
    { preset: "parity", run, ticks: [7] },
    { preset: "face", run, ticks: [9] },
    { preset: "face", set: { "params.rounds": 10 }, run, ticks: [10] },
    { preset: "face", set: { "params.network": "deep" }, run, ticks: [11] },
    { preset: "folding", run, ticks: [12] },
    { preset: "folding", set: { "params.folds": 8 }, run, ticks: [13] },
    { preset: "folding", set: { "params.inputs": 2 }, run, ticks: [14] },
    { preset: "random", run, ticks: [15] },
    { preset: "random", set: { "params.bias": 0 }, run, ticks: [16] },
    { preset: "spirals", run, ticks: [18] },
    { preset: "spirals", set: { "params.target": "checkerboard" }, shorter, run, ticks: [20] },
    { preset: "sawtooth", run, ticks: [21] },
    { preset: "sawtooth", set: { "params.detail": 4 }, shorter, run, ticks: [22] },
  ],
};
