import { array } from "../../../../arrays.ts";
import { noiseOf, noiseTable } from "../../../../kernels/softmax/noise.ts";
import { openSoftmax } from "../../../../kernels/softmax/open.ts";
import { foldIn, type Key } from "../../../../random/index.ts";
import type { Context } from "../../../lab.ts";
import { drive } from "../../../process.ts";
import { eachStep } from "../../../records.ts";
import { type Corpus, corpusOf } from "./corpus.ts";
import type { VocabularyParams } from "./fields.ts";
import { paddedWidth, startModel } from "./model.ts";
import { EVERY, FIRST, HELD_OUT, PER_STEP, type Trained } from "./schedule.ts";

/** A loss beyond this has left all bounds (that of all words as likely is below 11). */
const LARGEST = 1e4;

/** What random numbers are drawn for; all methods see the same pairs and start from the same model. */
const STREAM = { start: 0, pairs: 1, samples: 2, heldOut: 3 } as const;

export interface TrainParams extends VocabularyParams {
  readonly by: Trained;
  /** Whether the output has the model: one of a run is enough. */
  readonly keeps: boolean;
}

interface State {
  readonly contexts: Float32Array;
  readonly outputs: Float32Array;
  readonly biases: Float32Array;
  /** The model has left all bounds: nothing more is computed. */
  readonly diverged: boolean;
}

/**
 * A training. A step is PER_STEP updates. Records: `loss` on held-out pairs in nats per word after the fifth and every 25th step, and the time that the updates took (measured). Output:
 * the model, rows padded to a multiple of four; `diverged`.
 */
export const train = drive<TrainParams, State>(
  (params, context, { key, saved }) => {
    const corpus = corpusOf(params, context.data);
    const trainer = trainerOf(params, corpus, context, key);
    const { machine } = trainer;
    if (saved) machine.put(saved);
    let diverged = saved?.diverged ?? false;
    const clock = context.clock ?? (() => 0);
    return {
      advance: eachStep(["loss", "milliseconds"], (n, row) => {
        const begun = clock();
        for (let i = 0; i < PER_STEP && !diverged; i++)
          diverged = !(trainer.update(params.by, n * PER_STEP + i) < LARGEST);
        row.milliseconds = clock() - begun;
        if (diverged || ((n + 1) % EVERY !== 0 && n + 1 !== FIRST)) return;
        const loss = trainer.heldOut(context.beat);
        diverged = !(loss < LARGEST);
        if (!diverged) row.loss = loss;
      }),
      save: () => ({ ...machine.take(), diverged }),
      output() {
        const ended = { diverged: array(Uint8Array.of(Number(diverged))) };
        if (!params.keeps) return ended;
        const { contexts, outputs, biases } = machine.take();
        const width = paddedWidth(params.features);
        const rows = (values: Float32Array) => array(finiteOnly(values), [corpus.words, width]);
        return {
          contexts: rows(contexts),
          outputs: rows(outputs),
          biases: array(finiteOnly(biases)),
          ...ended,
        };
      },
    };
  },
  { measured: ["milliseconds"] },
);

/** Of a model that left all bounds what cannot be shown is zero. */
const finiteOnly = (values: Float32Array) =>
  values.every(Number.isFinite) ? values : values.map((v) => (Number.isFinite(v) ? v : 0));

/** A model in its machine, the pairs it sees, and its updates. */
export function trainerOf(
  params: VocabularyParams,
  corpus: Corpus,
  context: Pick<Context, "device" | "wasm">,
  key: Key,
) {
  const machine = openSoftmax(corpus.words, paddedWidth(params.features), context);
  machine.put(startModel(foldIn(key, STREAM.start), corpus.words, params.features));
  machine.setNoise(noiseTable(noiseOf(corpus.frequencies, params.power)));
  const pairs = foldIn(key, STREAM.pairs);
  const held = Array.from({ length: HELD_OUT }, (_, i) => corpus.heldOut(foldIn(key, STREAM.heldOut), i));
  return {
    machine,
    /** Update `index` of the training; returns the loss that it went by. */
    update(by: Trained, index: number): number {
      const [from, word] = corpus.pair(pairs, index);
      return by === "full"
        ? machine.full(from, word, params.rate)
        : machine.sampled(by, from, word, params.samples, params.rate, foldIn(foldIn(key, STREAM.samples), index));
    },
    /** Mean loss on the held-out pairs. */
    heldOut(beat?: () => void): number {
      let sum = 0;
      for (const [from, word] of held) {
        sum += machine.loss(from, word);
        beat?.();
      }
      return sum / held.length;
    },
  };
}
