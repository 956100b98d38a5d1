import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;
/** What shortens the run of a step that asks no number of it. */
const shorter = { "params.epochs": 1 };

export const walk: Walk = {
  alone: { tales: [1], short: [6], "tales-en": [8], melodies: [10], molecules: [12], market: [14] },
  acts: [
    { preset: "tales", run, ticks: [1] },
    { preset: "tales", used: ["temperature"], ticks: [2] },
    { preset: "tales", used: ["prefix"], ticks: [3] },
    { preset: "tales", view: "next", used: ["typed"], ticks: [4] },
    { preset: "tales", view: "held-out", ticks: [5] },
    { preset: "short", run, ticks: [6] },
    { preset: "short", set: { "params.context": 16 }, shorter, run, ticks: [7] },
    { preset: "tales-en", run, ticks: [8] },
    { preset: "tales-en", set: { "params.cell": "gru" }, shorter, run, ticks: [9] },
    { preset: "melodies", run, ticks: [10] },
    { preset: "melodies", used: ["listen", "temperature"], ticks: [11] },
    { preset: "molecules", run, ticks: [12] },
    { preset: "molecules", used: ["temperature"], ticks: [13] },
    { preset: "market", run, ticks: [14] },
  ],
};
