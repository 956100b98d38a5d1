import { useSignal } from "@preact/signals";
import type { Arrays } from "../../../../../shared/arrays.ts";
import { wordsOf } from "../../../../../shared/labs/generative/hmm/tags/corpus.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatPercent, formatSignificant } from "../../../../i18n/numbers.ts";
import { Figure } from "../../../../views/figure.tsx";
import { useAnswer } from "../../../answer.ts";
import { type TagProps, tagNames } from "./state.ts";
import { words } from "./words.ts";
import "../../../parts/parts.css";
import "./tags.css";

const MOST_CHARACTERS = 160;

/** A sentence that is typed, tagged at once: the trellis of its words and tags. */
export function SentenceView(props: TagProps) {
  const { experiment, data, ask, fold } = props;
  const generated = experiment.data && "generator" in experiment.data ? experiment.data.params.language : undefined;
  const language = generated === "es" || generated === "en" ? generated : locale.value;
  const typed = useSignal<string | null>(null);
  const picked = useSignal<Cell | null>(null);
  const sentence = typed.value ?? words.default[language];
  const [task] = fold.tasks;
  const key = data && task ? JSON.stringify([experiment.data, task.params, sentence]) : null;
  const { answer, key: answered } = useAnswer(ask, key, () => ({
    task: { kind: "tag", steps: 1, params: { ...task.params, sentence } },
    given: {},
  }));
  // Those that were tagged: while one types, of the sentence before.
  const list = wordsOf(answered === null ? sentence : JSON.parse(answered).at(-1));
  return (
    <Figure title={t(words.sentence)} note={t(words.sentenceNote)}>
      <label class="tags-typed" data-act="sentence">
        {t(words.type)}
        <input
          type="text"
          value={sentence}
          maxLength={MOST_CHARACTERS}
          lang={language}
          autocomplete="off"
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            picked.value = null;
          }}
        />
      </label>
      {list.length === 0 && <p class="part-caption">{t(words.empty)}</p>}
      {answer && answer.path.shape[0] > 0 && list.length > 0 && (
        <Trellis
          names={tagNames(props)}
          list={list.slice(0, answer.path.shape[0])}
          answer={answer}
          picked={picked.value}
          onPick={(cell) => (picked.value = cell)}
        />
      )}
      {answer && answer.path.shape[0] < list.length && (
        <p class="part-caption">{t(words.cut, { count: answer.path.shape[0] })}</p>
      )}
    </Figure>
  );
}

interface Cell {
  readonly word: number;
  readonly tag: number;
}

interface TrellisProps {
  readonly names: readonly string[];
  readonly list: readonly string[];
  readonly answer: Arrays;
  readonly picked: Cell | null;
  onPick(cell: Cell): void;
}

function Trellis({ names, list, answer, picked, onPick }: TrellisProps) {
  const K = names.length;
  const { path, posterior, unknown } = answer;
  if (posterior.shape[1] !== K) return null;
  const route = picked && picked.word < list.length ? routeTo(answer, picked, K) : null;
  const isOn = (word: number, tag: number) => (route ? route[word] : path.values[word]) === tag;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="tags-trellis" tabIndex={0} aria-label={t(words.sentence)} data-act="cell">
        <table>
          <thead>
            <tr>
              <td />
              {list.map((word, w) => (
                <th key={w} scope="col" class={unknown.values[w] ? "tags-unknown" : undefined}>
                  {word}
                  {unknown.values[w] === 1 && <span class="visually-hidden"> ({t(words.unknown)})</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name, tag) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {list.map((word, w) => (
                  <td key={w}>
                    <button
                      type="button"
                      data-tells
                      class={isOn(w, tag) ? "tags-cell tags-on" : "tags-cell"}
                      style={{ "--share": `${Math.round(70 * posterior.values[w * K + tag])}%` }}
                      aria-label={`${word}, ${name}: ${formatPercent(posterior.values[w * K + tag], locale.value)}`}
                      aria-pressed={picked?.word === w && picked.tag === tag}
                      onClick={() => onPick({ word: w, tag })}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="heard-text" role="status">
        {picked && route
          ? said(names, list, answer, picked, route)
          : t(words.tagged, { text: list.map((word, w) => `${word} (${names[path.values[w]]})`).join(" ") })}
      </p>
      <p class="part-caption">
        {t(words.press)} {Array.from(unknown.values).includes(1) && t(words.unknownNote)}
      </p>
    </>
  );
}

/** The tags of the best path to a cell; −1 beyond it. */
function routeTo({ before }: Arrays, { word, tag }: Cell, K: number): Int32Array {
  const route = new Int32Array(before.shape[0]).fill(-1);
  for (let w = word, at = tag; w >= 0 && at >= 0; at = before.values[w * K + at], w--) route[w] = at;
  return route;
}

function said(
  names: readonly string[],
  list: readonly string[],
  { posterior, shown }: Arrays,
  { word, tag }: Cell,
  route: Int32Array,
): string {
  const at = word * names.length + tag;
  return t(words.cell, {
    word: list[word],
    tag: names[tag],
    probability: formatSignificant(posterior.values[at], locale.value),
    shown: formatSignificant(shown.values[at], locale.value),
    path: Array.from(route.subarray(0, word + 1), (one) => names[one] ?? "–").join(" → "),
  });
}
