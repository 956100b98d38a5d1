import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import type { TransformerParams } from "../../../../shared/labs/generative/transformer/fields.ts";
import { prefixOf } from "../../../../shared/labs/generative/transformer/prefix.ts";
import { isWholeTransformer, weightsAmong } from "../../../../shared/labs/generative/transformer/weights.ts";
import type { Choosing } from "../../../../shared/texts/choose.ts";
import { useAnswer } from "../../answer.ts";
import { netKey } from "../../parts/net-state.ts";
import type { ViewProps } from "../../view.ts";

export type TransformerProps = ViewProps<TransformerParams>;

/** Code points of the alphabet, once the tables of counts are there. */
export const signsOf = ({ fold }: Pick<TransformerProps, "fold">): NDArray | undefined =>
  (fold.output("baseline") ?? fold.output("write"))?.signs;

export const characterAt = (signs: NDArray, code: number): string => String.fromCodePoint(signs.values[code] ?? 0xfffd);

/** Of rows padded with −1 one as text, without line ends. */
export function lineAt({ shape: [, width], values }: NDArray, row: number, signs: NDArray): string {
  const codes = Array.from(values.subarray(row * width, (row + 1) * width)).filter((code) => code >= 0);
  return codes
    .map((code) => characterAt(signs, code))
    .join("")
    .replaceAll("\n", "");
}

/** How the next character is chosen: as the run did, until a slider is moved. `atZero`: the temperature to begin with in place of 0. */
export function useChoosing(
  { experiment }: Pick<TransformerProps, "experiment">,
  { atZero = 0 }: { readonly atZero?: number } = {},
): Signal<Choosing> {
  const { temperature: own, topK, topP } = experiment.params;
  const temperature = own === 0 ? atZero : own;
  const choosing = useSignal<Choosing>({ temperature, topK, topP });
  useEffect(() => {
    choosing.value = { temperature, topK, topP };
  }, [temperature, topK, topP]);
  return choosing;
}

/** Of a trained net some weights were not kept with its result. */
export function lacksWeights({ fold }: Pick<TransformerProps, "fold">): boolean {
  const trained = fold.output("train");
  return trained !== undefined && !isWholeTransformer(weightsAmong(trained));
}

/** Whether there is a net that can be asked: trained, or as the last snapshot left it. */
export const hasNet = ({ fold }: Pick<TransformerProps, "fold">): boolean =>
  isWholeTransformer(weightsAmong(fold.output("train") ?? fold.snapshot("train")));

/** A question to the newest net about a text: while it trains, to that of the last snapshot. Null: nothing is asked. */
function useNet(
  props: TransformerProps,
  kind: "continue" | "attend",
  asked: { readonly prefix: string; readonly more: Readonly<Record<string, string | number | boolean>> } | null,
) {
  const { fold, experiment, ask } = props;
  const weights = weightsAmong(fold.output("train") ?? fold.snapshot("train"));
  const signs = signsOf(props);
  const isThere = asked !== null && signs !== undefined && isWholeTransformer(weights);
  const key = isThere ? `${netKey(props)} ${JSON.stringify(asked)}` : null;
  return useAnswer(ask, key, () => {
    if (!asked || !signs) throw new Error("nothing to ask about");
    const {
      epochs: _,
      beside: __,
      written: ___,
      temperature: ____,
      topK: _____,
      topP: ______,
      ...params
    } = experiment.params;
    const given: Arrays = { ...weights, signs, prefix: prefixOf(asked.prefix, signs) };
    return { task: { kind, steps: 1, params: { ...params, ...asked.more } }, given };
  });
}

interface Continued {
  readonly prefix: string;
  readonly seed: number;
  readonly length: number;
  readonly choosing: Choosing;
}

/** What the net writes behind a prefix; of translations up to the end of the line. */
export function useContinuation(props: TransformerProps, asked: Continued | null) {
  const line = props.experiment.params.content === "pairs";
  return useNet(
    props,
    "continue",
    asked && {
      prefix: asked.prefix,
      more: { ...asked.choosing, writeSeed: asked.seed, length: asked.length, line },
    },
  );
}

/** Where each place of a text looks. */
export function useAttention(props: TransformerProps, text: string | null) {
  return useNet(props, "attend", text === null ? null : { prefix: text, more: {} });
}

/** The language of built-in texts. */
export function languageOf({ experiment: { data } }: Pick<TransformerProps, "experiment">): "es" | "en" {
  return data && "generator" in data && data.params.language === "en" ? "en" : "es";
}
