import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: { digits: [1], "bars-and-stripes": [2], "exact-digits": [], persistent: [4] },
  acts: [
    { preset: "digits", run, ticks: [1] },
    { preset: "bars-and-stripes", run, ticks: [2] },
    {
      preset: "digits",
      set: { "params.k": 10 },
      shorter: { "params.epochs": 1, "params.aisChains": 10 },
      run,
      ticks: [3],
    },
    { preset: "persistent", run, ticks: [4] },
    { preset: "exact-digits", run, ticks: [] },
    { preset: "exact-digits", run, view: "log-z", ticks: [5] },
    { preset: "exact-digits", set: { "params.aisSteps": 50 }, shorter: { "params.epochs": 1 }, run, ticks: [6] },
    { preset: "exact-digits", view: "complete", ticks: [] },
    { preset: "exact-digits", used: ["draw"], ticks: [7] },
    {
      preset: "digits",
      set: { "params.hidden": 128 },
      shorter: { "params.epochs": 1, "params.aisChains": 10 },
      run,
      ticks: [8],
    },
  ],
};
