import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: { digits: [1], planted: [4], missing: [8], bars: [] },
  acts: [
    { preset: "digits", run, ticks: [1] },
    { preset: "digits", run, view: "plane", used: ["point"], ticks: [2] },
    { preset: "digits", run, view: "samples", ticks: [] },
    { preset: "digits", run, view: "samples", used: ["noise"], ticks: [3] },
    { preset: "planted", run, ticks: [4] },
    { preset: "planted", set: { "params.iterations": 10 }, run, ticks: [] },
    { preset: "planted", set: { "params.iterations": 10 }, run, view: "curve", ticks: [5] },
    { preset: "planted", set: { "params.latent": 4 }, run, ticks: [] },
    { preset: "planted", set: { "params.latent": 2 }, run, ticks: [6] },
    { preset: "missing", run, ticks: [8] },
    { preset: "missing", set: { "params.latent": 1 }, run, ticks: [9] },
    { preset: "bars", set: { "params.latent": 6 }, run, ticks: [] },
    { preset: "bars", set: { "params.latent": 7 }, run, ticks: [11] },
    { preset: "bars", run, view: "samples", ticks: [12] },
  ],
};
