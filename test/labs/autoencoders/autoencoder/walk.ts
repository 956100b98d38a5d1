import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: { classic: [1], plane: [6], deep: [7], normalised: [8], convolutional: [10], linear: [5] },
  acts: [
    { preset: "classic", run, ticks: [1] },
    { preset: "classic", run, view: "draw", ticks: [] },
    { preset: "classic", run, used: ["draw"], ticks: [2] },
    { preset: "classic", set: { "params.epochs": 5 }, shorter: { "params.epochs": 1 }, run, ticks: [3] },
    { preset: "linear", run, ticks: [5] },
    { preset: "plane", run, ticks: [6] },
    { preset: "deep", run, ticks: [7] },
    { preset: "normalised", run, ticks: [8] },
    { preset: "normalised", set: { "params.normalisation": "none" }, shorter: { "params.epochs": 1 }, run, ticks: [9] },
    { preset: "convolutional", run, ticks: [10] },
    { preset: "convolutional", run, view: "filters", ticks: [11] },
    { preset: "plane", run, view: "codes", ticks: [14] },
    { preset: "plane", used: ["point"], ticks: [12] },
    { preset: "plane", view: "between", ticks: [] },
    { preset: "plane", used: ["pair"], ticks: [13] },
  ],
};
