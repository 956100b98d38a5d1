import { array } from "../../../../arrays.ts";
import { openHmm } from "../../../../kernels/hmm/index.ts";
import { ANALYSIS, vocode } from "../../../../kernels/speech/index.ts";
import { categorical, cumulate, foldIn, normal } from "../../../../random/index.ts";
import type { Key } from "../../../../random/key.ts";
import { once } from "../../../process.ts";
import { loopOf, STATES, saidAlong, type UnitModel } from "./loop.ts";
import { decode, modelsOf, type RecogniseParams } from "./recognise.ts";
import { unitsOf } from "./units.ts";

export interface SpeakParams extends RecogniseParams {
  /** Numbers of the units to be said, with silence before and after; of none, the chain itself is left to walk. */
  readonly units: readonly number[];
  /** Hz. */
  readonly pitch: number;
  /** How many deviations of a state its frames have, 0 … 1: of 0 all are its mean. */
  readonly spread: number;
  /** Number of the draw. */
  readonly sample: number;
}

/** Frames that a chain walks when it is left to itself. */
const WALK = 200;
/** Frames over which cepstra are averaged: speech moves no faster than a mouth does. */
const SMOOTHING = 5;
/** Share of hiss in the power of a vowel. */
const BREATH = 0.02;

/**
 * Answers a view (given: what the tasks of units left, as "<task>/<array>"): samples states and cepstra of the model and makes them sound. `sound` at 8 kHz, `states` of each
 * frame, and what the recogniser hears in it: `heard` (unit, first frame, end; a row each).
 */
export const speakTask = once((params: SpeakParams, context, { key: own }) => {
  const key = foldIn(own, params.sample);
  const units = unitsOf(params.language);
  const models = modelsOf(units, (id) =>
    Object.fromEntries(["means", "variances", "stays"].map((name) => [name, context.inputs.given[`${id}/${name}`]])),
  );
  const states =
    params.units.length > 0
      ? statesOf(models, [units.silence, ...params.units, units.silence])
      : walk(foldIn(key, 0), models);
  const sound = vocode(foldIn(key, 1), cepstraAlong(foldIn(key, 2), models, states, params.spread), {
    pitch: params.pitch,
    hiss: states.map((state) => (Math.floor(state / STATES) === units.silence ? 1 : BREATH)),
  });
  const heard = saidAlong(decode(models, sound, openHmm(context)).path);
  return {
    sound: array(sound, [sound.length]),
    states: array(states, [states.length]),
    heard: array(Int32Array.from(heard.flatMap(({ unit, from, to }) => [unit, from, to])), [heard.length, 3]),
  };
});

/** Each unit's states one after another, each for as many frames as it lasts on average: drawn lengths, mostly short, could not be made out. */
function statesOf(models: readonly UnitModel[], order: readonly number[]): Int32Array {
  const out: number[] = [];
  for (const unit of order)
    for (let s = 0; s < STATES; s++) {
      const frames = Math.round(1 / (1 - models[unit].stays[s]));
      for (let frame = 0; frame < frames; frame++) out.push(unit * STATES + s);
    }
  return Int32Array.from(out);
}

/** States that follow each other as the loop has it. */
function walk(key: Key, models: readonly UnitModel[]): Int32Array {
  const { initial, transitions } = loopOf(models);
  const K = initial.length;
  const out = new Int32Array(WALK);
  for (let t = 0; t < WALK; t++) {
    const row = t === 0 ? initial : transitions.subarray(out[t - 1] * K, (out[t - 1] + 1) * K);
    out[t] = categorical(key, t, cumulate(row));
  }
  return out;
}

/** A draw of each state's cepstra, averaged over a few frames. */
function cepstraAlong(key: Key, models: readonly UnitModel[], states: Int32Array, spread: number): Float64Array {
  const D = ANALYSIS.coefficients;
  const drawn = new Float64Array(states.length * D);
  for (const [t, state] of states.entries()) {
    const { means, variances } = models[Math.floor(state / STATES)];
    for (let d = 0; d < D; d++) {
      const at = (state % STATES) * D + d;
      drawn[t * D + d] = means[at] + spread * Math.sqrt(variances[at]) * normal(key, t * D + d);
    }
  }
  const half = SMOOTHING >> 1;
  return drawn.map((_, at) => {
    const [t, d] = [Math.floor(at / D), at % D];
    const [from, to] = [Math.max(0, t - half), Math.min(states.length - 1, t + half)];
    let sum = 0;
    for (let i = from; i <= to; i++) sum += drawn[i * D + d];
    return sum / (to - from + 1);
  });
}
