import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;

export const walk: Walk = {
  alone: { "unequal-noise": [3], "laplace-sources": [5], "slow-latents": [7], spots: [] },
  acts: [
    { preset: "spots", used: ["point"], ticks: [1] },
    { preset: "spots", used: ["point", "model"], ticks: [2] },
    { preset: "unequal-noise", run, ticks: [3] },
    { preset: "unequal-noise", set: { "data.params.noise": "isotropic" }, run, ticks: [4] },
    { preset: "laplace-sources", run, ticks: [5] },
    { preset: "slow-latents", run, ticks: [7] },
    { preset: "slow-latents", set: { "data.params.prior": "gaussian" }, run, ticks: [8] },
    { preset: "slow-latents", view: "compared", ticks: [9] },
  ],
};
