import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;
/** Where a step asks for no number. */
const shorter = { "params.epochs": 1 };

export const walk: Walk = {
  alone: { tales: [1], "numbers-en": [5], numbers: [9], beside: [10], "tales-en": [12] },
  acts: [
    { preset: "tales", run, ticks: [1] },
    { preset: "tales", used: ["temperature"], ticks: [2] },
    { preset: "tales", used: ["prefix"], ticks: [3] },
    { preset: "tales", view: "next", ticks: [] },
    { preset: "tales", view: "next", used: ["typed"], ticks: [4] },
    { preset: "numbers-en", run, ticks: [5] },
    { preset: "numbers-en", view: "attention", used: ["head"], ticks: [6] },
    { preset: "numbers-en", view: "attention", used: ["place"], ticks: [7] },
    { preset: "numbers-en", used: ["prefix"], ticks: [8] },
    { preset: "numbers", run, ticks: [9] },
    { preset: "beside", shorter, run, ticks: [10] },
    { preset: "beside", set: { "params.heads": 1 }, shorter, run, ticks: [11] },
    { preset: "tales-en", shorter, run, ticks: [12] },
    { preset: "tales-en", set: { "params.layers": 2 }, shorter, run, ticks: [13] },
  ],
};
