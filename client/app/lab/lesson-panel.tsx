import { signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { readTicks, writeTicks } from "../../courses/ticks.ts";
import { inDrawnSigns } from "../../i18n/drawn-signs.ts";
import { words } from "../../i18n/lab.ts";
import { levels } from "../../i18n/levels.ts";
import { locale, t } from "../../i18n/locale.ts";
import { type LabView, lessonOf } from "../../labs/view.ts";
import {
  type Block,
  type Lesson,
  type LessonNode,
  presetOf,
  type Step,
  type TermMention,
} from "../../lessons/lesson.ts";
import { isAbout, isDone } from "../../lessons/progress.ts";
import { Icon } from "../../views/icon.tsx";
import { askedStep } from "../addresses.ts";
import { whenIdle } from "../idle.ts";
import { useActs } from "./acts.ts";
import { useSession } from "./context.ts";
import { nodes } from "./lesson-nodes.ts";
import type { AskedBy } from "./lesson-term.tsx";
import { useRecorded } from "./recorded.ts";
import "./lesson-panel.css";

/** The guided text of the lab. Steps tick themselves off when what they ask was done, and stay ticked. */
export function LessonPanel({ view }: { readonly view: LabView }) {
  const { lab } = useSession();
  const lesson = useSignal<Lesson | null>(null);
  const language = locale.value;
  useEffect(() => {
    let wanted = true;
    lessonOf(view, language).then(
      (loaded) => {
        if (wanted) lesson.value = loaded;
      },
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [view, language, lesson]);
  useEffect(
    () =>
      whenIdle(() => {
        import("./lesson-term.tsx").then(
          (code) => {
            explaining.value = code;
          },
          () => {},
        );
      }),
    [],
  );
  if (!lesson.value) return null;
  return <LessonText lab={lab.id} lesson={lesson.value} />;
}

function LessonText({ lab, lesson }: { readonly lab: string; readonly lesson: Lesson }) {
  const session = useSession();
  const steps = lesson.blocks.filter((block) => block.kind === "step");
  // Those of an earlier lesson are no progress in this one.
  const ticked = useSignal<ReadonlySet<string>>(
    new Set([...readTicks(lab)].filter((id) => steps.some((step) => step.id === id))),
  );
  const text = useRef<HTMLElement>(null);
  // The address may ask for a step. It is read once: what the form says is written there later.
  const asked = useRef(askedStep(location.hash));
  useEffect(() => {
    const step = asked.current === null ? null : text.current?.querySelector(`#step-${CSS.escape(asked.current)}`);
    step?.scrollIntoView({ block: "center" });
  }, []);
  const tick = (id: string, on: boolean) => {
    const next = new Set(ticked.value);
    if (on) next.add(id);
    else next.delete(id);
    ticked.value = next;
    writeTicks(lab, next);
  };
  const shown = session.shown.value;
  const acts = useActs(lab, shown?.experiment);
  const [view, used] = [acts.view.value, acts.used.value];
  useEffect(() => {
    if (!shown) return;
    // A run that goes on may pass what it does not keep.
    const metrics = shown.source === "run" && shown.result ? shown.metrics : null;
    const situation = { experiment: shown.experiment, metrics, view, used };
    for (const step of steps)
      if (!ticked.peek().has(step.id) && isDone(session.lab, step, situation)) tick(step.id, true);
  }, [shown, view, used]);
  const done = steps.filter(({ id }) => ticked.value.has(id)).length;
  return (
    <article ref={text} class="lesson">
      <h2>{lesson.title}</h2>
      <p class="soft small">
        {t(words.lessonAbout, { level: t(levels[lesson.level]), minutes: lesson.minutes })}
        {steps.length > 0 && (
          <>
            {" · "}
            <span aria-live="polite">{t(words.stepsDone, { done, total: steps.length })}</span>
          </>
        )}
      </p>
      {lesson.blocks.map((block, i) => (
        <BlockView
          key={i}
          block={block}
          done={block.kind === "step" && ticked.value.has(block.id)}
          isAsked={block.kind === "step" && block.id === asked.current}
          onTick={tick}
        />
      ))}
    </article>
  );
}

/** What explains words on the spot, which comes once the page is idle; until then they are links to the glossary. */
const explaining = signal<typeof import("./lesson-term.tsx") | null>(null);

/** The link is the same one before and after: whoever stands on it stays there. */
function Term({ term, text }: TermMention) {
  const asked = useSignal<AskedBy>(null);
  const link = useRef<HTMLAnchorElement>(null);
  const { value: late } = explaining;
  return (
    <>
      <a ref={link} class="lesson-term" href={`/glossary#${term}`} {...late?.askingOf(asked)}>
        {inDrawnSigns(text)}
      </a>
      {late && <late.Note term={term} beside={link} asked={asked} />}
    </>
  );
}

/** With words that lead to the glossary. */
const withLinks = (body: readonly LessonNode[]) => nodes(body, (mention) => <Term {...mention} />);

interface BlockProps {
  readonly block: Block;
  readonly done: boolean;
  /** The address asks for it. */
  readonly isAsked: boolean;
  onTick(id: string, on: boolean): void;
}

function BlockView({ block, done, isAsked, onTick }: BlockProps) {
  const open = useRecorded();
  switch (block.kind) {
    case "prose":
      return <>{withLinks(block.body)}</>;
    case "preset":
      return (
        <button type="button" class="lesson-preset" onClick={() => open(block.preset)}>
          <Icon name="right" />
          <span>{nodes(block.body)}</span>
        </button>
      );
    case "step":
      return <StepView step={block} done={done} isAsked={isAsked} onTick={onTick} />;
    default:
      return block satisfies never;
  }
}

function StepView({
  step,
  done,
  isAsked,
  onTick,
}: {
  readonly step: Step;
  readonly done: boolean;
  readonly isAsked: boolean;
  onTick(id: string, on: boolean): void;
}) {
  return (
    <div id={`step-${step.id}`} class={`lesson-step ${done ? "done" : ""} ${isAsked ? "asked" : ""}`}>
      {step.isManual ? (
        <input
          type="checkbox"
          checked={done}
          aria-label={t(done ? words.stepDone : words.stepOpen)}
          onChange={(event) => onTick(step.id, event.currentTarget.checked)}
        />
      ) : (
        <span class="lesson-tick" role="img" aria-label={t(done ? words.stepDone : words.stepOpen)}>
          {done && <Icon name="check" />}
        </span>
      )}
      <div>
        {withLinks(step.body)}
        {!done && <StepPreset step={step} />}
      </div>
    </div>
  );
}

/** Opens the preset that a step is about, where something else is in the form. */
function StepPreset({ step }: { readonly step: Step }) {
  const { lab, draft } = useSession();
  const open = useRecorded();
  const preset = lab.presets.find(({ id }) => id === presetOf(step));
  if (!preset || isAbout(lab, step, draft.value.experiment)) return null;
  return (
    <button type="button" class="lesson-open quiet small" onClick={() => open(preset.id)}>
      {t(words.openPreset, { title: t(preset.title) })}
    </button>
  );
}
