import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: { casino: [1], weather: [2] },
  acts: [
    { preset: "casino", run, ticks: [1] },
    { preset: "weather", run, ticks: [2] },
  ],
};
