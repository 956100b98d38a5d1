import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { isEqual } from "../../../../shared/experiment/equal.ts";
import { words as labWords } from "../../../i18n/lab.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { words } from "../../../i18n/paper.ts";
import { recall, remember } from "../../../i18n/preference.ts";
import { type LabView, lessonOf } from "../../../labs/view.ts";
import type { Block, Lesson } from "../../../lessons/lesson.ts";
import type { Displayed } from "../../../run/session.ts";
import { useSession } from "../context.ts";
import { deskOf, isHidden } from "../desk.ts";
import { nodes } from "../lesson-nodes.ts";
import { describe, nameOf } from "../metric-names.ts";
import { inUnit, wordFor } from "../metrics.tsx";
import { presetOf } from "../preset-menu.tsx";
import { Drawn } from "../stage.tsx";
import { SweepGrid } from "../sweep/grid.tsx";
import { viewsFor } from "../views-for.ts";
import { factsOf } from "./facts.ts";
import { useFit } from "./fit.ts";
import "./paper.css";

const parts = ["lesson", "parameters", "figures", "metrics"] as const;
type Part = (typeof parts)[number];

/** Rows of the table of numbers: a run of many parameters has thousands. */
const MOST_METRICS = 60;
/** Characters of an address that somebody may copy from paper. */
const MOST_TYPED = 200;

/** What is on the desk as a sheet of paper, above the page: title, lesson, parameters, every figure and the numbers, without anything to press. */
export function Paper({ view, close }: { readonly view: LabView; close(): void }) {
  const session = useSession();
  const { lab } = session;
  const kept = useSignal(new Set(recall("paper.without")?.split(",")));
  const has = (part: Part) => !kept.value.has(part) && !(part === "lesson" && isHidden(session, "lesson"));
  const first = useRef<HTMLButtonElement>(null);
  const sheet = useFit();
  useEffect(() => first.current?.focus(), []);
  const choose = (part: Part, on: boolean) => {
    const without = new Set(kept.value);
    if (on) without.delete(part);
    else without.add(part);
    kept.value = without;
    remember("paper.without", [...without].join(","));
  };
  const shown = session.shown.value;
  const form = session.draft.value.experiment;
  const experiment = shown?.experiment ?? form;
  const { envelope } = deskOf(session);
  const preset = presetOf(lab, experiment);
  const name = envelope.value?.title ?? (preset ? t(preset.title) : t(labWords.ownExperiment));
  return (
    <>
      <div class="paper-bar">
        <button ref={first} type="button" class="primary" onClick={() => print()}>
          {t(words.print)}
        </button>
        <fieldset class="row">
          <legend class="visually-hidden">{t(words.onSheet)}</legend>
          {parts
            .filter((part) => part !== "lesson" || !isHidden(session, "lesson"))
            .map((part) => (
              <label key={part}>
                <input
                  type="checkbox"
                  checked={has(part)}
                  onChange={(event) => choose(part, event.currentTarget.checked)}
                />{" "}
                {t(words[part])}
              </label>
            ))}
        </fieldset>
        <button type="button" onClick={close}>
          {t(labWords.close)}
        </button>
      </div>
      <article ref={sheet} class="paper-sheet">
        <header>
          <p class="soft">{t(lab.title)}</p>
          <h1>{name}</h1>
          {envelope.value?.text && <p class="paper-text">{envelope.value.text}</p>}
          {location.href.length <= MOST_TYPED && <p class="soft small paper-address">{location.href}</p>}
        </header>
        {has("lesson") && <PaperLesson view={view} />}
        {has("parameters") && (
          <Section title={t(words.parameters)}>
            {shown && !isEqual(shown.experiment, form) && <p class="soft small">{t(words.changed)}</p>}
            <table class="paper-facts">
              <tbody>
                {factsOf(lab, experiment).map(({ label, text }, i) => (
                  <tr key={i}>
                    <th scope="row">{label}</th>
                    <td>{text}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Section>
        )}
        {shown === null && (has("figures") || has("metrics")) && <p class="soft">{t(words.notRun)}</p>}
        {shown && has("figures") && <Figures view={view} shown={shown} />}
        {shown && has("metrics") && <Numbers view={view} shown={shown} />}
        <footer class="soft small">{t(words.madeWith)}</footer>
      </article>
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** The guided text; its steps have boxes for a pencil. */
function PaperLesson({ view }: { readonly view: LabView }) {
  const lesson = useSignal<Lesson | null>(null);
  const language = locale.value;
  useEffect(() => {
    let wanted = true;
    const take = (loaded: Lesson | null) => {
      if (wanted) lesson.value = loaded;
    };
    lessonOf(view, language).then(take, () => take(null));
    return () => {
      wanted = false;
    };
  }, [view, language, lesson]);
  if (!lesson.value) return null;
  return (
    <section class="lesson paper-lesson">
      <h2>{lesson.value.title}</h2>
      {lesson.value.blocks.map((block, i) => (
        <PaperBlock key={i} block={block} />
      ))}
    </section>
  );
}

function PaperBlock({ block }: { readonly block: Block }) {
  if (block.kind === "prose") return <>{nodes(block.body)}</>;
  if (block.kind === "preset") return <p class="paper-preset">{nodes(block.body)}</p>;
  return (
    <div class="lesson-step">
      <span class="paper-box" />
      <div>{nodes(block.body)}</div>
    </div>
  );
}

/** The main picture, or the grid of a sweep, and every other view of what is shown. */
function Figures({ view, shown }: { readonly view: LabView; readonly shown: Displayed }) {
  const session = useSession();
  const grid = session.showsGrid.value ? session.sweep.value : null;
  const views = [view.main, ...viewsFor(view.supporting, shown)];
  return (
    <Section title={t(words.figures)}>
      {shown.source === "recorded" && <p class="soft small">{t(words.recorded)}</p>}
      {grid && (
        <figure class="paper-figure">
          <SweepGrid state={grid} />
        </figure>
      )}
      {!grid &&
        views.map((one) => (
          <figure key={one.id} class="paper-figure">
            <figcaption>{t(one.title)}</figcaption>
            <Drawn view={one} shown={shown} beside />
          </figure>
        ))}
    </Section>
  );
}

/** The numbers that matter first, then the others. */
function Numbers({ view, shown }: { readonly view: LabView; readonly shown: Displayed }) {
  const { lab } = useSession();
  const { metrics } = shown;
  const all = [...new Set([...view.headline, ...Object.keys(metrics)])].filter((name) => name in metrics);
  if (all.length === 0) return null;
  const rows = all.slice(0, MOST_METRICS);
  return (
    <Section title={t(words.metrics)}>
      <table class="paper-metrics">
        <tbody>
          {rows.map((name) => {
            const metric = describe(lab.metrics, name);
            const [value, unit] = inUnit(metrics[name], metric?.unit);
            return (
              <tr key={name}>
                <th scope="row">{nameOf(lab.metrics, name)}</th>
                <td class="number">
                  {wordFor(view.said, name, metrics, shown) ?? `${formatNumber(value, locale.value, 6)} ${unit}`}
                </td>
                <td>{metric && t(metric.meaning)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {all.length > rows.length && (
        <p class="soft small">{t(words.moreMetrics, { count: all.length - rows.length })}</p>
      )}
    </Section>
  );
}
