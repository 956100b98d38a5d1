import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: {
    critical: [1],
    hot: [4],
    cold: [5],
    "large-grid": [12],
    "in-a-field": [8],
    "trained-machine": [11],
    "separated-modes": [9],
    "high-dimension": [],
  },
  acts: [
    { preset: "critical", run, ticks: [1] },
    { preset: "critical", used: ["cost"], ticks: [2] },
    { preset: "critical", used: ["play"], ticks: [3] },
    { preset: "hot", run, ticks: [4] },
    { preset: "cold", run, ticks: [5] },
    { preset: "cold", used: ["temperature"], ticks: [6] },
    { preset: "cold", run, view: "annealing", ticks: [7] },
    { preset: "in-a-field", run, ticks: [8] },
    { preset: "separated-modes", run, ticks: [9] },
    { preset: "critical", run, view: "ladder", used: ["pair"], ticks: [10] },
    { preset: "trained-machine", run, ticks: [11] },
    { preset: "large-grid", run, ticks: [12] },
    { preset: "high-dimension", set: { "params.base": "rates" }, run, ticks: [13] },
    { preset: "critical", view: "needs", ticks: [14] },
  ],
};
