import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: { edges: [1], denoise: [], inpaint: [10], planted: [6] },
  acts: [
    { preset: "edges", run, ticks: [1] },
    { preset: "edges", set: { "params.penalty": 0.3 }, run, ticks: [2] },
    { preset: "edges", view: "path", ticks: [3] },
    { preset: "edges", view: "code", used: ["atoms"], ticks: [5] },
    { preset: "planted", run, ticks: [6] },
    { preset: "planted", set: { "data.params.active": 6 }, shorter: { "params.steps": 20 }, run, ticks: [7] },
    { preset: "denoise", run, ticks: [] },
    { preset: "denoise", run, used: ["before-after"], ticks: [8] },
    { preset: "inpaint", run, ticks: [10] },
    {
      preset: "inpaint",
      set: { "params.missing": 0.8 },
      shorter: { "params.steps": 20, "params.stride": 4 },
      run,
      ticks: [11],
    },
    { preset: "inpaint", view: "gaps", used: ["draw"], ticks: [12] },
    { preset: "inpaint", set: { "params.dictionary": "dct" }, shorter: { "params.stride": 4 }, run, ticks: [13] },
  ],
};
