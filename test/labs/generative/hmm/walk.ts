import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;
/** The step before those on sound, DNA and words. */
const last = 2;

export const walk: Walk = {
  alone: {
    casino: [1],
    weather: [2],
    "learn-casino": [],
    levels: [],
    "how-many": [],
    missing: [],
    durations: [],
    vowels: [last + 2],
    "vowels-noise": [],
    dna: [],
    "dna-learn": [last + 10],
    "tags-es": [],
    "tags-en": [],
  },
  acts: [
    { preset: "casino", run, ticks: [1] },
    { preset: "weather", run, ticks: [2] },
    { preset: "vowels", used: ["listen"], ticks: [last + 1] },
    { preset: "vowels", run, ticks: [last + 2] },
    { preset: "vowels", view: "vowels", ticks: [last + 3] },
    { preset: "vowels", set: { "params.voices": 1 }, run, ticks: [last + 4] },
    { preset: "vowels", used: ["speak"], ticks: [last + 5] },
    { preset: "vowels", used: ["spread"], ticks: [last + 6] },
    { preset: "vowels-noise", set: { "params.noise": 0.3 }, run, ticks: [last + 7] },
    { preset: "dna", used: ["letters"], ticks: [last + 8] },
    { preset: "dna", set: { "params.island": 30 }, run, ticks: [last + 9] },
    { preset: "dna-learn", run, ticks: [last + 10] },
    { preset: "tags-es", used: ["sentence"], ticks: [last + 11] },
    { preset: "tags-es", used: ["cell"], ticks: [last + 12] },
    { preset: "tags-es", view: "mistakes", ticks: [last + 13] },
    { preset: "tags-es", set: { "params.smoothing": 3 }, run, ticks: [last + 14] },
    { preset: "tags-en", used: ["sentence"], ticks: [last + 15] },
  ],
};
