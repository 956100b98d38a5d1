import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: { "one-shot": [3], gradual: [], random: [5], filters: [], blocks: [], collapse: [], ticket: [] },
  acts: [
    { preset: "one-shot", used: ["slide"], ticks: [1] },
    { preset: "one-shot", run, ticks: [3] },
    { preset: "one-shot", view: "layers", ticks: [4] },
    { preset: "random", shorter: { "params.epochs": 1, "params.tuneEpochs": 1 }, run, ticks: [5] },
    { preset: "gradual", view: "tuning", ticks: [6] },
    { preset: "blocks", view: "speed", ticks: [9] },
    { preset: "filters", set: { "params.sparsity": 0.75 }, shorter: { "params.epochs": 1 }, run, ticks: [10] },
    { preset: "collapse", set: { "params.scope": "layer" }, shorter: { "params.epochs": 1 }, run, ticks: [11] },
  ],
};
