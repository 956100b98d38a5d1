import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: { "cats-dogs": [1], digits: [8], scene: [10], noise: [12], tissue: [14] },
  acts: [
    { preset: "cats-dogs", run, ticks: [1] },
    { preset: "cats-dogs", used: ["pick"], ticks: [2] },
    { preset: "cats-dogs", view: "levels", ticks: [3] },
    { preset: "cats-dogs", set: { "params.pooling": "average" }, shorter: { "params.epochs": 1 }, run, ticks: [5] },
    { preset: "cats-dogs", view: "saliency", used: ["pick"], ticks: [6] },
    { preset: "cats-dogs", view: "confusion", ticks: [7] },
    { preset: "digits", run, ticks: [8] },
    { preset: "digits", used: ["draw"], ticks: [9] },
    { preset: "scene", run, ticks: [10] },
    { preset: "scene", view: "scene", used: ["scene"], ticks: [11] },
    { preset: "noise", run, ticks: [12] },
    { preset: "noise", set: { "params.augment": "none" }, shorter: { "params.epochs": 1 }, run, ticks: [13] },
    { preset: "tissue", run, ticks: [14] },
  ],
};
