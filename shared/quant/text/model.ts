/** A graph that goes on with texts (`text` in its head), opened. */

import { ExperimentError } from "../../experiment/errors.ts";
import { type Alphabet, alphabetOfSigns, normalised, RARE } from "../../texts/alphabet.ts";
import { type Code, costOf, type QuantGraph, type Reading, readingOf, valueNamed, valuesOf } from "../graph/index.ts";

export interface TextModel extends Reading {
  readonly graph: QuantGraph;
  readonly alphabet: Alphabet;
  /** Numbers of the signs that are read before any text; at least one. */
  readonly begin: readonly number[];
  /** The sign after which nothing is written. */
  readonly end: number | undefined;
  /** Of the logits. */
  readonly code: Code;
  /** Of one sign that is read. */
  readonly multiplyAdds: number;
}

/** Throws a RangeError for a graph that has no texts, or that costs too much. */
export function textModel(graph: QuantGraph): TextModel {
  const { text, outputs } = graph;
  if (!text) throw new RangeError("graph without signs (must be one that goes on with texts)");
  const alphabet = alphabetOfSigns(Array.from(text.signs));
  const cost = costOf(graph);
  const reading = readingOf(graph, cost);
  if (!reading) throw new RangeError(`${cost.multiplyAdds} multiply-adds for each sign (must be fewer)`);
  return {
    ...reading,
    graph,
    alphabet,
    begin: Array.from(text.begin, alphabet.of),
    end: text.end === undefined ? undefined : alphabet.of(text.end),
    code: valueNamed(valuesOf(graph), outputs[0]).code,
    multiplyAdds: cost.multiplyAdds,
  };
}

/** A text that somebody gives: in normal form, line ends "\n". Throws an ExperimentError ("unknown-sign") at `path` that names the first character which is no sign. */
export function signsOf({ alphabet }: Pick<TextModel, "alphabet">, text: string, path: string): number[] {
  const half = /\p{Surrogate}/u.exec(text);
  if (half) throw unknownSign(path, half[0], alphabet);
  return signsAsWritten({ alphabet }, normalised(text), path);
}

/** A text that a model wrote, character by character as it is. */
export function signsAsWritten({ alphabet }: Pick<TextModel, "alphabet">, text: string, path: string): number[] {
  return Array.from(text, (character) => {
    const sign = alphabet.of(character);
    if (sign === 0 && character !== RARE) throw unknownSign(path, character, alphabet);
    return sign;
  });
}

/** Signs that a message names, at most. */
const NAMED = 60;

function unknownSign(path: string, character: string, { signs }: Alphabet): ExperimentError {
  const value = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  const own = signs.filter((sign) => sign !== RARE && sign.trim() !== "");
  const allowed = own.slice(0, NAMED).join("") + (own.length > NAMED ? "…" : "");
  // A character that turns or hides what follows is named by its number alone.
  const shown = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `"${character}" (${value})` : value;
  const cure = `must be signs of this model: ${allowed}; leave it out, or write ${RARE}, which stands for all others`;
  return new ExperimentError(path, "unknown-sign", `${path} holds ${shown}, which the model never learnt (${cure})`, {
    value: shown,
    allowed,
  });
}
