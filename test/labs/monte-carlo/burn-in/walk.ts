import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: { "far-start": [2], "tiny-steps": [], "two-wells": [], ring: [10], cutoff: [12], cards: [13], matrix: [] },
  acts: [
    { preset: "far-start", used: ["play"], ticks: [1] },
    { preset: "far-start", run, ticks: [2] },
    { preset: "far-start", set: { "params.width": 20 }, run, ticks: [3] },
    { preset: "far-start", set: { "params.width": 80 }, run, ticks: [4] },
    { preset: "far-start", run, view: "averages", ticks: [5] },
    { preset: "far-start", set: { "params.discarded": 0 }, run, ticks: [6] },
    { preset: "far-start", set: { "params.start": "equilibrium" }, run, ticks: [7] },
    { preset: "two-wells", run, view: "correlation", shorter: { "params.steps": 400 }, ticks: [8] },
    { preset: "two-wells", set: { "params.barrier": 1 }, run, shorter: { "params.steps": 400 }, ticks: [9] },
    { preset: "ring", run, ticks: [10] },
    { preset: "ring", set: { "params.holding": 0.5 }, run, ticks: [11] },
    { preset: "cutoff", run, ticks: [12] },
    { preset: "cards", run, ticks: [13] },
    { preset: "matrix", run, view: "spectrum", ticks: [14] },
  ],
};
