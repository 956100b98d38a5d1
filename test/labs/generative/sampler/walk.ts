import { cards } from "../../../../shared/gallery/cards.ts";
import type { Walk } from "../../../client/lessons/walk.ts";

export const walk: Walk = {
  // Nothing here asks for a run.
  alone: Object.fromEntries(cards.map(({ id }) => [id, []])),
  acts: [
    { preset: "digits", used: ["another"], ticks: [1] },
    { preset: "digits", used: ["previous"], ticks: [2] },
    { preset: "digits", used: ["sliders"], ticks: [3] },
    { preset: "digits", view: "walk", ticks: [] },
    { preset: "digits", used: ["play"], ticks: [4] },
    { preset: "digits", used: ["temperature"], ticks: [5] },
    { preset: "cats-dogs", view: "card", ticks: [6] },
    { preset: "rbm", used: ["play"], ticks: [8] },
    { preset: "rbm", view: "elsewhere", ticks: [9] },
  ],
};
