/** The methods that look for the labels of least energy, or for the likeliest of each pixel. A step is a round over the picture. */
import {
  beliefSweep,
  beliefsOf,
  bestLabels,
  cutMoves,
  freeEnergyOf,
  type GridField,
  gibbsSweep,
  gridNet,
  icmSweep,
  likeliestLabels,
  meanFieldStart,
  meanFieldSweep,
  minimumCut,
  type Product,
  propagation,
  silence,
} from "../../../../kernels/grid-labels/index.ts";
import { foldIn, type Key } from "../../../../random/index.ts";
import type { PictureParams } from "./fields.ts";
import type { MethodName } from "./method-names.ts";

/** A method at work on a field: its state is `arrays`, which `round` changes in place. */
export interface Method {
  readonly arrays: Readonly<Record<string, Float64Array | Uint8Array>>;
  /** Round `n`, from 0; returns how much changed: 0 once nothing ever will. */
  round(n: number): number;
  labels(): Uint8Array;
  /** Probabilities of labels by pixel, pixels × labels, of the methods that have them. */
  probabilities?(): Float64Array;
  /** Of mean field: the bound on −log Z, in nats. */
  freeEnergy?(): number;
}

type Arrays = Method["arrays"];
/** `saved`: the arrays of this method after some rounds, where it goes on from there. */
type Make = (field: GridField, params: PictureParams, key: Key, saved?: Arrays, beat?: () => void) => Method;

/** A change of beliefs or probabilities below this is none. */
const STILL = 1e-9;
const moved = (change: number) => (change < STILL ? 0 : change);

/** A method that holds one label for each pixel. */
function ofLabels(field: GridField, saved: Arrays | undefined, next: (x: Uint8Array, n: number) => number): Method {
  const x = (saved?.x as Uint8Array | undefined) ?? likeliestLabels(field);
  return { arrays: { x }, round: (n) => next(x, n), labels: () => x };
}

/** Labels that a whole answer replaces: how many of them changed. */
function replaced(x: Uint8Array, by: Uint8Array): number {
  const changed = x.reduce((sum, label, i) => sum + (label === by[i] ? 0 : 1), 0);
  x.set(by);
  return changed;
}

const meanField: Make = (field, _params, _key, saved) => {
  const q = (saved?.q as Float64Array | undefined) ?? meanFieldStart(field);
  return {
    arrays: { q },
    round: () => moved(meanFieldSweep(field, q)),
    labels: () => bestLabels(q, field.labels, true),
    probabilities: () => q,
    freeEnergy: () => freeEnergyOf(field, q),
  };
};

const beliefs =
  (product: Product): Make =>
  (field, { damping }, _key, saved) => {
    const to = propagation(field, product);
    const messages = (saved as ReturnType<typeof silence> | undefined) ?? silence(to);
    const found = () => beliefsOf(to, messages);
    return {
      arrays: { ...messages },
      round: () => moved(beliefSweep(to, messages, damping)),
      labels: () => bestLabels(found(), field.labels, product === "sum"),
      ...(product === "sum" && { probabilities: found }),
    };
  };

export const methods: Readonly<Record<MethodName, Make>> = {
  icm: (field, _params, _key, saved) => ofLabels(field, saved, (x) => icmSweep(field, x)),
  annealing: (field, { hot, cooling }, key, saved) => {
    let temperature = hot;
    let cooled = 0;
    return ofLabels(field, saved, (x, n) => {
      // A product, as a power would have other bits on other machines.
      for (; cooled < n; cooled++) temperature *= cooling;
      // While it is warm, a round in which nothing changes says nothing of the next.
      return gibbsSweep(field, x, temperature, foldIn(key, n)) + 1;
    });
  },
  "mean-field": meanField,
  "max-product": beliefs("max"),
  "sum-product": beliefs("sum"),
  cut: (field, _params, _key, saved) => ofLabels(field, saved, (x) => replaced(x, minimumCut(field).labels)),
  moves: (field, _params, _key, saved, beat) => {
    const grid = gridNet(field);
    return ofLabels(field, saved, (x) => replaced(x, cutMoves(field, grid, x, beat)));
  },
};
