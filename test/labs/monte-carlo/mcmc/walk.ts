import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: {
    "eight-schools": [11],
    divergences: [9],
    "banana-hmc": [],
    "donut-metropolis": [],
    "donut-hmc": [],
    "far-start": [3],
    "mixture-metropolis": [6],
    logistic: [],
    "gaussian-100": [7],
  },
  acts: [
    { preset: "donut-metropolis", run, ticks: [] },
    { preset: "donut-metropolis", run, used: ["animate"], ticks: [1] },
    { preset: "donut-hmc", run, used: ["animate"], ticks: [2] },
    { preset: "far-start", run, ticks: [3] },
    { preset: "far-start", run, view: "table", used: ["burn-in"], ticks: [4] },
    { preset: "far-start", set: { "params.warmup": 1000 }, run, ticks: [5] },
    { preset: "mixture-metropolis", run, ticks: [6] },
    { preset: "gaussian-100", run, ticks: [7] },
    { preset: "gaussian-100", set: { "params.draws": 20 }, run, ticks: [] },
    { preset: "gaussian-100", set: { "params.draws": 250 }, run, ticks: [8] },
    { preset: "divergences", run, ticks: [9] },
    { preset: "divergences", set: { "params.targetAccept": 0.99 }, run, ticks: [10] },
    { preset: "eight-schools", run, ticks: [11] },
    { preset: "logistic", run, view: "table", ticks: [12] },
  ],
};
