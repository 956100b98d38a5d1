import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;
const shorter = { "params.epochs": 1 };

export const walk: Walk = {
  alone: {
    three: [1],
    vae: [4],
    sweep: [],
    "factor-vae": [8],
    labels: [11],
    car: [13],
    digits: [15],
  },
  acts: [
    { preset: "three", run, ticks: [1] },
    { preset: "three", used: ["pick"], ticks: [2] },
    { preset: "three", view: "code", ticks: [] },
    { preset: "three", view: "code", used: ["sliders"], ticks: [3] },
    { preset: "vae", run, ticks: [4] },
    { preset: "three", set: { "params.beta": 64 }, shorter, run, ticks: [5] },
    { preset: "factor-vae", run, ticks: [8] },
    { preset: "factor-vae", set: { "params.gamma": 0 }, shorter, run, ticks: [9] },
    { preset: "labels", run, ticks: [11] },
    { preset: "labels", set: { "params.labelled": 0.03 }, shorter, run, ticks: [12] },
    { preset: "car", run, ticks: [13] },
    { preset: "car", set: { "params.labelled": 0 }, shorter, run, ticks: [14] },
    { preset: "digits", run, ticks: [15] },
  ],
};
