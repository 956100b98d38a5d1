import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;
/** What shortens the run of a step that asks no number of it. */
const shorter = { "params.epochs": 1 };

export const walk: Walk = {
  alone: { ring: [1], "few-steps": [4], moons: [], spirals: [], digits: [], shapes: [] },
  acts: [
    { preset: "ring", run, ticks: [1] },
    { preset: "ring", view: "way", ticks: [] },
    { preset: "ring", used: ["play"], ticks: [2] },
    { preset: "ring", used: ["arrows"], ticks: [3] },
    { preset: "few-steps", run, ticks: [4] },
    { preset: "few-steps", set: { "params.steps": 20 }, shorter, run, ticks: [5] },
    { preset: "moons", view: "way", ticks: [] },
    { preset: "moons", used: ["play"], ticks: [6] },
    { preset: "moons", set: { "params.jumps": 4 }, shorter, run, ticks: [7] },
    { preset: "spirals", view: "mmd", ticks: [8] },
    { preset: "spirals", view: "bound", ticks: [9] },
    { preset: "digits", view: "way", ticks: [] },
    { preset: "digits", used: ["play"], ticks: [10] },
    { preset: "digits", used: ["steps"], ticks: [11] },
    { preset: "digits", used: ["temperature"], ticks: [12] },
    { preset: "spirals", view: "draw", ticks: [] },
    { preset: "spirals", used: ["drawn"], ticks: [13] },
  ],
};
