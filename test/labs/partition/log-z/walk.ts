import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: {
    critical: [1],
    cold: [4],
    "large-grid": [11],
    "in-a-field": [7],
    "trained-machine": [10],
    "separated-modes": [8],
    "high-dimension": [],
  },
  acts: [
    { preset: "critical", run, ticks: [1] },
    { preset: "critical", used: ["cost"], ticks: [2] },
    { preset: "critical", used: ["play"], ticks: [3] },
    { preset: "cold", run, ticks: [4] },
    { preset: "cold", used: ["temperature"], ticks: [5] },
    { preset: "cold", run, view: "annealing", ticks: [6] },
    { preset: "in-a-field", run, ticks: [7] },
    { preset: "separated-modes", run, ticks: [8] },
    { preset: "critical", run, view: "ladder", used: ["pair"], ticks: [9] },
    { preset: "trained-machine", run, ticks: [10] },
    { preset: "large-grid", run, ticks: [11] },
    { preset: "high-dimension", set: { "params.base": "rates" }, run, ticks: [12] },
    { preset: "critical", view: "needs", ticks: [13] },
  ],
};
