import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: {
    asia: [1],
    sprinkler: [4],
    burglary: [7],
    "burglary-gibbs": [8],
    "asia-gibbs": [9],
    "kidney-stones": [],
    "firing-squad": [14],
    car: [],
    loopy: [10],
    "mean-field": [12],
    tables: [15],
    em: [16],
    structure: [17],
    pc: [],
    palabras: [],
    words: [],
  },
  acts: [
    { preset: "asia", run, ticks: [1] },
    { preset: "asia", set: { "params.evidence.xray": "yes" }, ticks: [2] },
    { preset: "asia", view: "factorization", ticks: [3] },
    { preset: "sprinkler", run, ticks: [4] },
    { preset: "asia", view: "independence", used: ["given"], ticks: [5] },
    { preset: "asia", view: "independence", used: ["topic"], ticks: [6] },
    { preset: "burglary", run, ticks: [7] },
    { preset: "burglary-gibbs", run, ticks: [8] },
    { preset: "asia-gibbs", run, ticks: [9] },
    { preset: "loopy", run, ticks: [10] },
    { preset: "loopy", view: "messages", used: ["step"], ticks: [11] },
    { preset: "mean-field", run, ticks: [12] },
    { preset: "kidney-stones", run, view: "elimination", ticks: [13] },
    { preset: "firing-squad", run, ticks: [14] },
    { preset: "tables", run, ticks: [15] },
    { preset: "em", run, ticks: [16] },
    { preset: "structure", run, ticks: [17] },
  ],
};
