import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: { heartbeats: [1], wide: [8], width: [], payments: [11], digit: [13] },
  acts: [
    { preset: "heartbeats", run, ticks: [1] },
    { preset: "heartbeats", run, view: "rows", ticks: [2] },
    { preset: "heartbeats", run, view: "judge", ticks: [] },
    { preset: "heartbeats", run, used: ["draw"], ticks: [3] },
    { preset: "heartbeats", run, used: ["threshold"], ticks: [4] },
    { preset: "heartbeats", set: { "params.falseAlarms": 0.01 }, run, ticks: [5] },
    { preset: "heartbeats", run, used: ["rule"], ticks: [6] },
    { preset: "wide", run, ticks: [8] },
    { preset: "payments", run, ticks: [11] },
    { preset: "payments", view: "judge", ticks: [] },
    { preset: "payments", used: ["sliders"], ticks: [12] },
    { preset: "digit", run, ticks: [13] },
  ],
};
