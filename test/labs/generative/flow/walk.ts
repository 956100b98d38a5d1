import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;
/** What shortens the run of a step that asks no number of it. */
const shorter = { "params.epochs": 1 };

export const walk: Walk = {
  alone: {
    moons: [1, 2],
    "one-layer": [4],
    volume: [6],
    ring: [8],
    spirals: [],
    digits: [15],
    shapes: [],
    overfitted: [13],
  },
  acts: [
    { preset: "moons", run, ticks: [1, 2] },
    { preset: "moons", view: "layers", ticks: [] },
    { preset: "moons", used: ["play"], ticks: [3] },
    { preset: "one-layer", run, ticks: [4] },
    { preset: "one-layer", set: { "params.couplings": 2 }, shorter, run, ticks: [5] },
    { preset: "volume", run, ticks: [6] },
    { preset: "volume", set: { "params.bound": 1 }, shorter, run, ticks: [7] },
    { preset: "ring", run, ticks: [8] },
    { preset: "ring", view: "layers", ticks: [] },
    { preset: "ring", used: ["play"], ticks: [9] },
    { preset: "ring", view: "mmd", ticks: [10] },
    { preset: "ring", set: { "params.map": "affine" }, shorter, run, ticks: [11] },
    { preset: "spirals", view: "layers", ticks: [] },
    { preset: "spirals", used: ["grid"], ticks: [12] },
    { preset: "overfitted", run, ticks: [13] },
    { preset: "overfitted", set: { "params.epochs": 50 }, run, ticks: [14] },
    { preset: "digits", run, ticks: [15] },
    { preset: "digits", view: "layers", ticks: [] },
    { preset: "digits", used: ["play"], ticks: [16] },
    { preset: "digits", used: ["temperature"], ticks: [17] },
    { preset: "digits", view: "between", ticks: [] },
    { preset: "digits", used: ["pair"], ticks: [18] },
    { preset: "digits", view: "ranked", ticks: [19] },
    { preset: "shapes", set: { "params.map": "spline" }, shorter, run, ticks: [20] },
    { preset: "moons", view: "draw", ticks: [] },
    { preset: "moons", used: ["drawn"], ticks: [21] },
  ],
};
