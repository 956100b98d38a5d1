import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: { cnn: [1], wide: [8], separable: [10], mlp: [], camera: [] },
  acts: [
    { preset: "cnn", run, ticks: [1] },
    { preset: "cnn", used: ["batch"], ticks: [3] },
    { preset: "cnn", view: "batches", ticks: [4] },
    { preset: "cnn", used: ["point"], ticks: [6] },
    { preset: "wide", run, ticks: [8] },
    { preset: "wide", used: ["layer-batch"], ticks: [9] },
    { preset: "separable", run, ticks: [10] },
    { preset: "separable", view: "layers", ticks: [11] },
    { preset: "separable", set: { "params.blocks": "full" }, shorter: { "params.epochs": 1 }, run, ticks: [12] },
    { preset: "camera", view: "energy", ticks: [13] },
    { preset: "mlp", view: "energy", ticks: [14] },
    { preset: "cnn", used: ["elsewhere"], ticks: [15] },
  ],
};
