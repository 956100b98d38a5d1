import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: { plane: [1], bound: [], linear: [], beta: [], "cats-dogs": [14] },
  acts: [
    { preset: "plane", run, ticks: [1] },
    { preset: "plane", used: ["seed"], ticks: [2] },
    { preset: "plane", view: "grid", ticks: [3] },
    { preset: "plane", view: "codes", ticks: [5] },
    { preset: "bound", run, view: "bound", ticks: [6] },
    { preset: "linear", run, view: "bound", ticks: [8] },
    { preset: "plane", set: { "params.beta": 8 }, shorter: { "params.epochs": 1 }, run, ticks: [10] },
    { preset: "bound", view: "walk", ticks: [11] },
    { preset: "plane", view: "between", ticks: [] },
    { preset: "plane", used: ["pair"], ticks: [12] },
    { preset: "bound", view: "arithmetic", used: ["terms"], ticks: [13] },
    { preset: "cats-dogs", run, ticks: [14] },
    {
      preset: "cats-dogs",
      set: { "params.likelihood": "normal" },
      shorter: { "params.epochs": 1, "params.draws": 1 },
      run,
      ticks: [15],
    },
    { preset: "plane", used: ["integers"], ticks: [16] },
  ],
};
