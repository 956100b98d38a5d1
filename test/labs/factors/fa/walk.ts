import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: { simple: [1], unequal: [6], heywood: [8], slow: [4] },
  acts: [
    { preset: "simple", run, ticks: [1] },
    { preset: "simple", run, used: ["rotation"], ticks: [3] },
    { preset: "slow", run, ticks: [4] },
    { preset: "slow", set: { "params.method": "ml" }, run, ticks: [5] },
    { preset: "unequal", run, ticks: [6] },
    { preset: "heywood", run, ticks: [8] },
    { preset: "heywood", set: { "params.factors": 2 }, ticks: [] },
    { preset: "heywood", set: { "params.factors": 2 }, run, ticks: [9] },
  ],
};
