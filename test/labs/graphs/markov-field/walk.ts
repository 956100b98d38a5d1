import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: {
    transition: [],
    critical: [],
    quench: [],
    binder: [8],
    slow: [],
    fast: [],
    "potts-3": [11],
    "potts-10": [],
    letters: [14],
    cells: [],
    slice: [21],
    landscape: [],
    "still-life": [],
  },
  acts: [
    { preset: "transition", run, view: "curves", ticks: [1] },
    { preset: "critical", used: ["play"], ticks: [3] },
    { preset: "critical", used: ["temperature"], ticks: [4] },
    { preset: "critical", used: ["site"], ticks: [5] },
    { preset: "quench", used: ["play"], ticks: [6] },
    { preset: "quench", used: ["field"], ticks: [7] },
    { preset: "binder", run, ticks: [8] },
    { preset: "slow", run, view: "times", ticks: [9] },
    { preset: "fast", run, view: "times", ticks: [10] },
    { preset: "potts-3", run, ticks: [11] },
    { preset: "potts-10", run, view: "histogram", ticks: [12] },
    { preset: "potts-10", set: { "params.temperature": 0.72 }, run, ticks: [13] },
    { preset: "letters", run, ticks: [14] },
    { preset: "letters", set: { "params.coupling": 0.3 }, run, ticks: [15] },
    { preset: "letters", set: { "params.coupling": 3 }, run, ticks: [16] },
    { preset: "cells", used: ["pixel"], ticks: [18] },
    { preset: "cells", used: ["change-others"], ticks: [19] },
    { preset: "cells", used: ["turn-neighbour"], ticks: [20] },
    { preset: "slice", run, ticks: [21] },
    { preset: "landscape", set: { "params.contrast": 0 }, run, ticks: [23] },
    { preset: "still-life", set: { "params.truncation": 0.9 }, shorter: { "params.rounds": 2 }, run, ticks: [24] },
  ],
};
