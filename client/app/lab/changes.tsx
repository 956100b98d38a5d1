import { useSignal } from "@preact/signals";
import type { DataRef, Experiment } from "../../../shared/experiment/experiment.ts";
import { type Change, changesOf } from "../../../shared/labs/changes.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { words as data } from "../../i18n/data.ts";
import { words as dataForm } from "../../i18n/data-form.ts";
import { changedLine } from "../../i18n/graph-line.ts";
import { words } from "../../i18n/history.ts";
import { words as labWords } from "../../i18n/lab.ts";
import { locale, t } from "../../i18n/locale.ts";
import { type Names, namesIn } from "../../i18n/node-names.ts";
import { formatTyped } from "../../i18n/typed-number.ts";
import { Icon } from "../../views/icon.tsx";
import { say, sayEntry } from "./say.ts";
import { graphOf, sayData, saySweep } from "./say-data.ts";

/** A change in words: "k 1 → 5". */
export interface SaidChange {
  readonly path: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What changed from one experiment to the other, in the reader's language; all choices of how files are read are one. */
export function sayChanges(lab: Pick<Lab, "params">, from: Experiment, to: Experiment): readonly SaidChange[] {
  const names = namesIn(graphOf(to.data));
  const said = changesOf(lab, from, to).map((change) => sayChange(change, names));
  return said.filter(({ path }, i) => said.findIndex((one) => one.path === path) === i);
}

function sayChange(change: Change, names: Names): SaidChange {
  const { path } = change;
  switch (change.kind) {
    case "seed": {
      const label = t(path === "seed" ? labWords.seed : dataForm.dataSeed);
      const name = (seed: number) => formatTyped(seed, locale.value, false);
      return { path, label, before: name(change.before), after: name(change.after) };
    }
    case "field": {
      const { field } = change;
      return { path, label: t(field.label), ...sides(change, (value) => say(field, value, names)) };
    }
    case "entry": {
      const { field, key } = change;
      const label = `${t(field.label)}: ${names.node(key)}`;
      return { path, label, ...sides(change, (value) => sayEntry(value, names)) };
    }
    case "data":
      return { path, label: t(data.data), ...sayDataChange(change.before, change.after) };
    case "weights":
      return { path, label: t(words.weights), ...sides(change, ({ name }) => name) };
    case "reading":
      return {
        path: "data.reading",
        label: t(words.reading),
        before: t(words.oneWay),
        after: t(words.anotherWay),
      };
    case "sweep":
      return { path, label: t(words.grid), ...sides(change, saySweep) };
    default:
      return change satisfies never;
  }
}

/** Both sides in words; a dash where there is nothing. */
function sides<T>(
  change: { readonly before?: T | undefined; readonly after?: T | undefined },
  inWords: (value: T) => string,
) {
  const side = (value: T | undefined) => (value === undefined ? "–" : inWords(value) || "–");
  return { before: side(change.before), after: side(change.after) };
}

/** Two graphs that have the same parts differ in some of them: the names of these are said. */
function sayDataChange(a: DataRef, b: DataRef) {
  const [before, after] = [sayData(a), sayData(b)];
  const [one, other] = [graphOf(a), graphOf(b)];
  if (before !== after || !one || !other) return { before, after };
  return { before, after: changedLine(one, other) };
}

interface ChangesProps {
  readonly lab: Pick<Lab, "params">;
  readonly from: Experiment;
  readonly to: Experiment;
  /** Lines before "+ m more". */
  readonly most?: number;
}

/** What changed, line by line; the rest on demand. */
export function Changes({ lab, from, to, most = 3 }: ChangesProps) {
  const isWhole = useSignal(false);
  const said = sayChanges(lab, from, to);
  if (said.length === 0) return <p class="changes soft small">{t(words.noChanges)}</p>;
  // One line more takes no more room than the button.
  const shown = isWhole.value || said.length <= most + 1 ? said : said.slice(0, most);
  return (
    <ul class="changes small">
      {shown.map(({ path, label, before, after }) => (
        <li key={path}>
          <span class="soft">{label}</span> <span>{before}</span>
          {/* Not every font has the arrow. */}
          <span class="visually-hidden"> → </span>
          <Icon name="to" />
          <strong>{after}</strong>
        </li>
      ))}
      {shown.length < said.length && (
        <li>
          <button type="button" class="quiet small" onClick={() => (isWhole.value = true)}>
            {t(words.moreChanges, { count: said.length - shown.length })}
          </button>
        </li>
      )}
    </ul>
  );
}
