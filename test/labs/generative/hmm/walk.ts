import type { Walk } from "../../../client/lessons/walk.ts";

const run = true;
/** The step before those on sound, DNA and words. */
const last = 13;

export const walk: Walk = {
  alone: {
    casino: [1],
    weather: [5],
    "learn-casino": [],
    levels: [],
    "how-many": [],
    missing: [],
    durations: [11],
    vowels: [last + 2],
    "vowels-noise": [],
    dna: [],
    "dna-learn": [last + 10],
    "tags-es": [],
    "tags-en": [],
  },
  acts: [
    { preset: "casino", run, ticks: [1] },
    { preset: "casino", used: ["trellis"], ticks: [2] },
    { preset: "casino", used: ["mode"], ticks: [3] },
    { preset: "casino", used: ["model"], ticks: [4] },
    { preset: "weather", run, ticks: [5] },
    { preset: "learn-casino", view: "learning", ticks: [6] },
    { preset: "learn-casino", set: { "params.restarts": 1 }, run, ticks: [7] },
    { preset: "how-many", view: "learning", ticks: [8] },
    { preset: "how-many", set: { "params.criterion": "aic" }, run, ticks: [9] },
    { preset: "missing", used: ["window"], ticks: [10] },
    { preset: "durations", run, ticks: [11] },
    { preset: "durations", set: { "params.longest": 5 }, run, ticks: [12] },
    { preset: "durations", used: ["sample"], ticks: [13] },
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
