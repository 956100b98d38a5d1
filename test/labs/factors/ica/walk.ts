import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;
const shorter = { "params.iterations": 10 };

export const walk: Walk = {
  alone: { "cocktail-party": [2], planted: [6], heartbeats: [11], edges: [], infomax: [12], gaussian: [14] },
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
    { preset: "planted", set: { "params.algorithm": "picard" }, run, ticks: [9] },
    { preset: "heartbeats", run, ticks: [11] },
    { preset: "infomax", run, ticks: [12] },
    { preset: "planted", set: { "params.algorithm": "infomax" }, shorter, run, ticks: [] },
    { preset: "planted", set: { "params.algorithm": "infomax", "params.extended": false }, run, ticks: [13] },
    { preset: "gaussian", run, ticks: [14] },
    { preset: "edges", used: ["filters"], ticks: [15] },
  ],
};
