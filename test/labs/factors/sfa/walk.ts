import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: { "driven-logistic-map": [2], "turning-bar": [5], "drifting-bar": [8] },
  acts: [
    { preset: "driven-logistic-map", used: ["window"], ticks: [1] },
    { preset: "driven-logistic-map", run, ticks: [2] },
    { preset: "driven-logistic-map", set: { "params.expansion": "linear" }, run, ticks: [3] },
    { preset: "turning-bar", run, ticks: [5] },
    { preset: "turning-bar", run, used: ["play"], ticks: [6] },
    { preset: "turning-bar", run, view: "filters", ticks: [7] },
    { preset: "drifting-bar", run, ticks: [8] },
    { preset: "driven-logistic-map", set: { "data.params.rows": 500 }, run, ticks: [10] },
  ],
};
