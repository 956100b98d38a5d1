import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import type { CharRnnParams } from "../../../../shared/labs/generative/char-rnn/fields.ts";
import { prefixOf } from "../../../../shared/labs/generative/char-rnn/prefix.ts";
import type { Choosing } from "../../../../shared/texts/choose.ts";
import { useAnswer } from "../../answer.ts";
import { netKey, newestWeights } from "../../parts/net-state.ts";
import type { ViewProps } from "../../view.ts";

export type CharProps = ViewProps<CharRnnParams>;

/** Code points of the alphabet, once the tables of counts are there. */
export const signsOf = ({ fold }: Pick<CharProps, "fold">): NDArray | undefined =>
  (fold.output("baseline") ?? fold.output("write"))?.signs;

/** What the net reads before it writes. */
export const primerIn = ({ fold }: Pick<CharProps, "fold">): NDArray | undefined => fold.output("baseline")?.primer;

export const characterAt = (signs: NDArray, code: number): string => String.fromCodePoint(signs.values[code] ?? 0xfffd);

/** How the next character is chosen: as the run did, until a slider is moved. */
export function useChoosing({ experiment }: Pick<CharProps, "experiment">): Signal<Choosing> {
  const { temperature, topK, topP } = experiment.params;
  const choosing = useSignal<Choosing>({ temperature, topK, topP });
  useEffect(() => {
    choosing.value = { temperature, topK, topP };
  }, [temperature, topK, topP]);
  return choosing;
}

interface Asked {
  readonly prefix: string;
  readonly seed: number;
  readonly length: number;
  readonly choosing: Choosing;
  readonly recordedAs?: string;
}

/** What the newest net writes behind a prefix: while it trains, that of the last snapshot. Null: nothing is asked. */
export function useContinuation(props: CharProps, asked: Asked | null) {
  const weights = newestWeights(props);
  const signs = signsOf(props);
  const primer = primerIn(props);
  const key = asked && weights && signs && primer ? `${netKey(props)} ${JSON.stringify(asked)}` : null;
  return useAnswer(props.ask, key, () => {
    if (!asked || !weights || !signs || !primer) throw new Error("nothing to ask about");
    const { prefix, seed, length, choosing, recordedAs } = asked;
    const { content: _, written: __, epochs: ___, ...params } = props.experiment.params;
    const given: Arrays = { ...weights, signs, prefix: prefixOf(prefix, signs, primer) };
    return {
      task: { kind: "continue", steps: 1, params: { ...params, ...choosing, writeSeed: seed, length }, recordedAs },
      given,
    };
  });
}

/** A text that was written: its characters, and what the net gave to each. */
export interface WrittenText {
  readonly characters: readonly string[];
  readonly probabilities: ArrayLike<number>;
}

export function writtenIn(answer: Arrays | null | undefined, signs: NDArray | undefined): WrittenText | null {
  if (!answer?.codes || !answer.probabilities || !signs) return null;
  const characters = Array.from(answer.codes.values, (code) => characterAt(signs, code));
  return { characters, probabilities: answer.probabilities.values };
}
