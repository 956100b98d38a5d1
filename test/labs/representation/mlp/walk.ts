import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: {
    perceptron: [1],
    xor: [3],
    circles: [6],
    spirals: [9],
    "width-and-rate": [],
    overfitting: [11],
    early: [14],
    digits: [15],
    payments: [17],
    regression: [18],
    folds: [20],
    ensemble: [22],
  },
  acts: [
    { preset: "perceptron", run, ticks: [1] },
    { preset: "perceptron", set: { "params.product": true }, run, ticks: [2] },
    { preset: "xor", run, ticks: [3] },
    { preset: "xor", used: ["unit"], ticks: [4] },
    { preset: "xor", set: { "params.activation": "linear" }, run, ticks: [5] },
    { preset: "circles", run, ticks: [6] },
    { preset: "xor", set: { "params.learningRate": 1 }, run, ticks: [7] },
    { preset: "xor", set: { "params.learningRate": 0.001 }, run, ticks: [8] },
    { preset: "spirals", run, ticks: [9] },
    { preset: "overfitting", run, ticks: [11] },
    { preset: "overfitting", set: { "params.l2": 0.02 }, run, ticks: [12] },
    { preset: "overfitting", set: { "params.dropout": 0.5 }, run, ticks: [13] },
    { preset: "early", run, ticks: [14] },
    { preset: "digits", run, ticks: [15] },
    { preset: "digits", run, view: "confusion", ticks: [] },
    { preset: "digits", run, used: ["cell"], ticks: [16] },
    { preset: "payments", run, ticks: [17] },
    { preset: "regression", run, ticks: [18] },
    { preset: "folds", run, ticks: [20] },
    { preset: "folds", set: { "params.folds": 10 }, run, ticks: [21] },
    { preset: "ensemble", run, ticks: [22] },
  ],
};
