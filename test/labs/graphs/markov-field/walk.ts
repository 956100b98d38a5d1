import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: { critical: [1], ordered: [2] },
  acts: [
    { preset: "critical", run, ticks: [1] },
    { preset: "ordered", run, ticks: [2] },
  ],
};
