import type { BayesNet, BayesNode } from "../../../experiment/document.ts";

const states = ["no", "yes"];

/** What a detector says of a part, whether it is there or not. */
const detector = (part: string, falseAlarm: number, hit: number): BayesNode => ({
  name: `${part} seen`,
  states,
  parents: [part],
  table: [1 - falseAlarm, falseAlarm, 1 - hit, hit],
});

const part = (name: string, elsewhere: number, onCar: number): BayesNode => ({
  name,
  states,
  parents: ["car"],
  table: [1 - elsewhere, elsewhere, 1 - onCar, onCar],
});

/**
 * Is there a car in the picture? Its parts may be hidden or belong to something else, and each has a detector that errs. All numbers are made up: they are about
 * as good as simple detectors are.
 */
export const car: BayesNet = {
  kind: "bayes",
  name: "Car by its parts",
  nodes: [
    { name: "car", states, parents: [], table: [0.8, 0.2] },
    part("front wheel", 0.05, 0.9),
    part("rear wheel", 0.05, 0.9),
    part("window", 0.4, 0.95),
    part("headlight", 0.1, 0.7),
    detector("front wheel", 0.1, 0.85),
    detector("rear wheel", 0.1, 0.85),
    detector("window", 0.2, 0.9),
    detector("headlight", 0.15, 0.75),
  ],
};
