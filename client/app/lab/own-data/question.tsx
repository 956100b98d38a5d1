import { useEffect, useRef } from "preact/hooks";
import type { ExperimentError } from "../../../../shared/experiment/errors.ts";
import { sayColumns } from "../../../i18n/column-names.ts";
import { explain, readable } from "../../../i18n/explain.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { options, choices as titles, words } from "../../../i18n/reading.ts";
import { useSession } from "../context.ts";
import { type CurableCode, isCurable } from "./cures.ts";
import "./own-data.css";

/** A way to read the file after all. */
export interface Cure {
  readonly label: string;
  readonly choice: string;
  readonly value: string;
}

/** What could be chosen so that the file is read. */
const curesFor: Readonly<Record<CurableCode, (values: ExperimentError["values"]) => readonly Cure[]>> = {
  "two-readings": (values) =>
    (["first", "second"] as const).map((which) =>
      answer(String(values.choice), String(values[which]), String(values[`${which}Means`])),
    ),
  "rows-with-gaps": () => [{ label: t(words.dropRows), choice: "gaps", value: "drop" }],
  "not-a-probability": standardise,
  "too-large-to-standardise": standardise,
  "too-small-to-standardise": standardise,
  "too-far-from-zero": standardise,
  "not-points-of-the-plane": ({ first, second }) =>
    typeof first === "string" && typeof second === "string"
      ? [
          {
            label: t(words.useTwo, { first: named(first), second: named(second) }),
            choice: "columns",
            value: JSON.stringify([first, second]),
          },
        ]
      : [],
  // Bytes alone do not tell UTF-16 from these: it is among the choices, but seldom the answer.
  "not-text": ({ encoding }) =>
    ["utf-8", "utf-8-damaged", "windows-1252"]
      .filter((value) => value !== encoding && (value !== "utf-8-damaged" || encoding === "utf-8"))
      .map((value) => ({
        label: `${t(titles.encoding)}: ${t(options[`encoding ${value}`])}`,
        choice: "encoding",
        value,
      })),
  "file-inflates-too-far": () => [{ label: t(words.readWhole), choice: "inflate", value: "whole" }],
};

function standardise(): readonly Cure[] {
  return [{ label: t(titles.standardise), choice: "standardise", value: "yes" }];
}

const named = (column: string): string => sayColumns({ column }, locale.value).column;

function answer(choice: string, value: string, means: string): Cure {
  const title = choice in titles ? t(titles[choice as keyof typeof titles]) : choice;
  const option = options[`${choice} ${value}`];
  return { label: t(words.answer, { means, choice: title, value: option ? t(option) : value }), choice, value };
}

export interface CuresProps {
  readonly error: unknown;
  onAnswer(cure: Cure): void;
}

/** A button for each way to go on. */
export function Cures({ error, onAnswer }: CuresProps) {
  const { reading = [] } = useSession().lab.data;
  const cures = isCurable(error) ? curesFor[error.code](error.values) : [];
  // Labs that bring columns to one scale by themselves have no such choice.
  const offered = cures.filter(({ choice }) => choice !== "standardise" || reading.includes(choice));
  return (
    <>
      {offered.map((cure) => (
        <button key={cure.value} type="button" class="small" onClick={() => onAnswer(cure)}>
          {cure.label}
        </button>
      ))}
    </>
  );
}

export interface QuestionProps {
  readonly error: ExperimentError;
  onAnswer(cure: Cure): void;
  /** Files that are not part of the experiment yet can be left. */
  onLeave?(): void;
}

/** What is unclear or in the way, and a button for each way to go on. */
export function Question({ error, onAnswer, onLeave }: QuestionProps) {
  const { code, path, values } = error;
  const text = code === "two-readings" ? t(words.question, { path, ...readable(values) }) : explain(error);
  const box = useRef<HTMLDivElement>(null);
  // The files may have been dropped anywhere on the page.
  useEffect(() => box.current?.scrollIntoView({ block: "nearest" }), [error]);
  return (
    <div ref={box} class="reading-question" role="alert">
      <p class="small">{text}</p>
      <div class="row">
        <Cures error={error} onAnswer={onAnswer} />
        {onLeave && (
          <button type="button" class="quiet small" onClick={onLeave}>
            {t(words.leave)}
          </button>
        )}
      </div>
    </div>
  );
}
