import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: { calm: [1], noisy: [2] },
  acts: [
    { preset: "calm", run, ticks: [1] },
    { preset: "noisy", run, ticks: [2] },
    { preset: "noisy", set: { "params.learningRate": 0.05 }, run, ticks: [3] },
  ],
};
