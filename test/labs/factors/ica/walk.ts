import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;
const shorter = { "params.iterations": 10 };

export const walk: Walk = {
  alone: { "cocktail-party": [2], planted: [6], heartbeats: [10], edges: [], infomax: [11], gaussian: [13] },
  acts: [
    { preset: "planted", used: ["listen"], ticks: [] },
    { preset: "cocktail-party", used: ["listen"], ticks: [1] },
    { preset: "cocktail-party", run, ticks: [2] },
    { preset: "cocktail-party", view: "components", run, ticks: [4] },
    { preset: "planted", view: "planes", ticks: [] },
    { preset: "planted", used: ["axes"], ticks: [5] },
    { preset: "planted", run, ticks: [6] },
    { preset: "planted", run, view: "convergence", ticks: [7] },
    { preset: "planted", set: { "params.contrast": "cube" }, shorter, run, ticks: [8] },
    { preset: "heartbeats", run, ticks: [10] },
    { preset: "infomax", run, ticks: [11] },
    { preset: "planted", set: { "params.algorithm": "infomax" }, shorter, run, ticks: [] },
    { preset: "planted", set: { "params.algorithm": "infomax", "params.extended": false }, run, ticks: [12] },
    { preset: "gaussian", run, ticks: [13] },
    { preset: "edges", used: ["filters"], ticks: [14] },
  ],
};
