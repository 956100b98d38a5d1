import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: {
    asia: [1],
    sprinkler: [3],
    burglary: [4],
    "burglary-gibbs": [5],
    "asia-gibbs": [6],
    "kidney-stones": [],
    "firing-squad": [10],
    car: [],
    loopy: [7],
    "mean-field": [8],
    tables: [],
    em: [],
    structure: [],
    pc: [],
    palabras: [],
    words: [],
  },
  acts: [
    { preset: "asia", run, ticks: [1] },
    { preset: "sprinkler", run, ticks: [3] },
    { preset: "burglary", run, ticks: [4] },
    { preset: "burglary-gibbs", run, ticks: [5] },
    { preset: "asia-gibbs", run, ticks: [6] },
    { preset: "loopy", run, ticks: [7] },
    { preset: "mean-field", run, ticks: [8] },
    { preset: "kidney-stones", run, view: "elimination", ticks: [9] },
    { preset: "firing-squad", run, ticks: [10] },
  ],
};
