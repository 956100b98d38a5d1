import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: { "cats-dogs": [7], xor: [], filters: [], "digits-mlp": [], digits: [], dead: [], tissue: [] },
  acts: [
    { preset: "xor", used: ["unit"], ticks: [1] },
    { preset: "xor", used: ["input"], ticks: [2] },
    { preset: "filters", used: ["unit"], ticks: [4] },
    { preset: "filters", used: ["play"], ticks: [5] },
    { preset: "cats-dogs", run, ticks: [7] },
    { preset: "cats-dogs", used: ["pick"], ticks: [8] },
    { preset: "cats-dogs", used: ["layer"], ticks: [9] },
    { preset: "digits-mlp", used: ["draw"], ticks: [12] },
    { preset: "digits-mlp", view: "numbers", used: ["numbers"], ticks: [13] },
    { preset: "dead", set: { "params.learningRate": 0.003 }, shorter: { "params.epochs": 1 }, run, ticks: [14] },
    { preset: "tissue", view: "saliency", ticks: [15] },
  ],
};
