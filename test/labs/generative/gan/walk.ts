import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;
const brief = { "params.rounds": 5 };

export const walk: Walk = {
  alone: {
    ring: [1],
    discriminator: [5],
    vanishing: [7],
    collapse: [9],
    wasserstein: [11],
    grid: [13],
    moons: [14],
    spirals: [16],
    digits: [17],
    convolutions: [19],
    art: [20],
  },
  acts: [
    { preset: "ring", run, ticks: [1] },
    { preset: "ring", used: ["slope"], ticks: [2] },
    { preset: "ring", view: "modes", ticks: [3] },
    { preset: "ring", run, view: "mmd", ticks: [4] },
    { preset: "discriminator", run, ticks: [5] },
    {
      preset: "discriminator",
      set: { "params.criticSteps": 0, "params.generatorSteps": 1 },
      shorter: brief,
      run,
      ticks: [6],
    },
    { preset: "vanishing", run, ticks: [7] },
    { preset: "vanishing", set: { "params.objective": "non-saturating" }, shorter: brief, run, ticks: [8] },
    { preset: "collapse", run, ticks: [9] },
    { preset: "collapse", view: "latent", ticks: [] },
    { preset: "collapse", used: ["way"], ticks: [10] },
    { preset: "wasserstein", run, ticks: [11] },
    { preset: "wasserstein", set: { "params.penalty": 0 }, shorter: brief, run, ticks: [12] },
    { preset: "grid", run, ticks: [13] },
    { preset: "moons", run, ticks: [14] },
    { preset: "moons", view: "draw", ticks: [] },
    { preset: "moons", used: ["drawn"], ticks: [15] },
    { preset: "spirals", run, ticks: [16] },
    { preset: "digits", run, ticks: [17] },
    { preset: "digits", view: "latent", ticks: [] },
    { preset: "digits", used: ["pair"], ticks: [18] },
    { preset: "convolutions", run, ticks: [19] },
    { preset: "art", run, ticks: [20] },
    { preset: "art", view: "latent", ticks: [] },
    { preset: "art", used: ["way"], ticks: [21] },
  ],
};
