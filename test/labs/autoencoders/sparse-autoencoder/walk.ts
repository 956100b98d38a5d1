import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;
const shorter = { "params.epochs": 2 };

export const walk: Walk = {
  alone: { edges: [1], overcomplete: [6], strokes: [7], l1: [9], contractive: [11] },
  acts: [
    { preset: "edges", run, ticks: [1] },
    { preset: "edges", used: ["unit"], ticks: [2] },
    { preset: "edges", view: "activity", ticks: [3] },
    { preset: "edges", set: { "params.target": 0.2 }, shorter, run, ticks: [4] },
    { preset: "edges", set: { "params.penalty": "none" }, shorter, run, ticks: [5] },
    { preset: "overcomplete", run, ticks: [6] },
    { preset: "strokes", run, ticks: [7] },
    { preset: "strokes", run, view: "made-of", ticks: [] },
    { preset: "strokes", run, used: ["sample"], ticks: [8] },
    { preset: "l1", run, ticks: [9] },
    { preset: "l1", set: { "params.strength": 0.05 }, shorter, run, ticks: [10] },
    { preset: "contractive", run, ticks: [11] },
    { preset: "contractive", set: { "params.contraction": 0 }, shorter, run, ticks: [12] },
  ],
};
