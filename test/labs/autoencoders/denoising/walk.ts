import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: { digits: [1], "salt-and-pepper": [3], ring: [5], moons: [9], convolutional: [10], patches: [12] },
  acts: [
    { preset: "digits", run, ticks: [1] },
    { preset: "digits", run, view: "spoil", ticks: [] },
    { preset: "digits", run, used: ["strength"], ticks: [2] },
    { preset: "salt-and-pepper", run, ticks: [3] },
    { preset: "salt-and-pepper", run, view: "spoil", ticks: [] },
    { preset: "salt-and-pepper", run, used: ["noise"], ticks: [4] },
    { preset: "ring", run, ticks: [5] },
    { preset: "ring", used: ["point"], ticks: [6] },
    { preset: "ring", used: ["again"], ticks: [7] },
    { preset: "ring", set: { "params.sigma": 0.2 }, shorter: { "params.epochs": 5 }, run, ticks: [8] },
    { preset: "moons", run, ticks: [9] },
    { preset: "convolutional", run, ticks: [10] },
    { preset: "convolutional", run, view: "walk", ticks: [11] },
    { preset: "patches", run, ticks: [12] },
  ],
};
