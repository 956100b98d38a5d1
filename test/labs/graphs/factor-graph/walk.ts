import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: {
    umbrella: [1, 4],
    viterbi: [7],
    asia: [9],
    neighbours: [13],
    picture: [16],
    hamming: [18],
    xor: [20],
  },
  acts: [
    { preset: "umbrella", run, ticks: [1, 4] },
    { preset: "umbrella", used: ["step"], ticks: [2] },
    { preset: "umbrella", used: ["play"], ticks: [3] },
    { preset: "umbrella", set: { "params.schedule": "flooding" }, run, ticks: [5] },
    { preset: "umbrella", used: ["evidence"], ticks: [6] },
    { preset: "viterbi", run, ticks: [7] },
    { preset: "viterbi", view: "beliefs", ticks: [8] },
    { preset: "asia", run, ticks: [9] },
    { preset: "asia", view: "clique-tree", used: ["transform"], ticks: [10] },
    { preset: "asia", view: "elimination", used: ["order"], ticks: [12] },
    { preset: "neighbours", run, ticks: [13] },
    { preset: "neighbours", set: { "params.damping": 0.5 }, run, ticks: [14] },
    { preset: "neighbours", set: { "params.schedule": "sweeps" }, run, ticks: [15] },
    { preset: "picture", run, ticks: [16] },
    { preset: "hamming", run, ticks: [18] },
    { preset: "hamming", set: { "params.damping": 0 }, run, ticks: [19] },
    { preset: "xor", run, ticks: [20] },
    { preset: "xor", used: ["input"], ticks: [21] },
  ],
};
