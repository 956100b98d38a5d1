import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: { path: [], film: [], nile: [], market: [11], clean: [], oscillators: [], voice: [] },
  acts: [
    { preset: "path", used: ["play"], ticks: [1] },
    { preset: "path", used: ["step"], ticks: [2] },
    { preset: "path", used: ["method"], ticks: [3] },
    { preset: "path", set: { "params.noise": 0.3 }, run, ticks: [4] },
    { preset: "path", used: ["noises"], ticks: [5] },
    { preset: "film", used: ["play"], ticks: [6] },
    { preset: "film", set: { "params.gate": false }, run, ticks: [7] },
    { preset: "nile", run, view: "learning", ticks: [8] },
    { preset: "nile", run, view: "innovations", ticks: [9] },
    { preset: "oscillators", set: { "params.states": 1 }, run, ticks: [10] },
    { preset: "market", run, ticks: [11] },
    { preset: "clean", view: "cleaners", ticks: [12] },
    { preset: "voice", used: ["listen"], ticks: [14] },
  ],
};
