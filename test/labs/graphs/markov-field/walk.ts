import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: {
    transition: [1],
    critical: [],
    quench: [],
    binder: [8],
    slow: [],
    fast: [],
    "potts-3": [11],
    "potts-10": [],
    letters: [],
    cells: [],
    slice: [],
    landscape: [],
    "still-life": [],
  },
  acts: [
    { preset: "transition", run, ticks: [1] },
    { preset: "critical", used: ["play"], ticks: [3] },
    { preset: "critical", used: ["temperature"], ticks: [4] },
    { preset: "critical", used: ["site"], ticks: [5] },
    { preset: "quench", used: ["play"], ticks: [6] },
    { preset: "quench", used: ["field"], ticks: [7] },
    { preset: "binder", run, ticks: [8] },
    { preset: "slow", run, view: "times", ticks: [9] },
    { preset: "fast", run, view: "times", ticks: [10] },
    { preset: "potts-3", run, ticks: [11] },
    { preset: "potts-10", run, view: "series", ticks: [12] },
    { preset: "potts-10", set: { "params.temperature": 0.72 }, run, ticks: [13] },
  ],
};
