import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { words } from "../../i18n/lab.ts";
import { levels } from "../../i18n/levels.ts";
import { locale, t } from "../../i18n/locale.ts";
import { recall, remember } from "../../i18n/preference.ts";
import { type LabView, lessonOf } from "../../labs/view.ts";
import { type Block, type Lesson, presetOf, type Step } from "../../lessons/lesson.ts";
import { isAbout, isDone } from "../../lessons/progress.ts";
import { Icon } from "../../views/icon.tsx";
import { useActs } from "./acts.ts";
import { useSession } from "./context.ts";
import { nodes } from "./lesson-nodes.ts";
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
  if (!lesson.value) return null;
  return <LessonText lab={lab.id} lesson={lesson.value} />;
}

function LessonText({ lab, lesson }: { readonly lab: string; readonly lesson: Lesson }) {
  const session = useSession();
  const ticked = useSignal(readTicks(lab));
  const steps = lesson.blocks.filter((block) => block.kind === "step");
  const tick = (id: string, on: boolean) => {
    const next = new Set(ticked.value);
    if (on) next.add(id);
    else next.delete(id);
    ticked.value = next;
    remember(`lesson.${lab}`, [...next].join(","));
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
    <article class="lesson">
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
        <BlockView key={i} block={block} done={block.kind === "step" && ticked.value.has(block.id)} onTick={tick} />
      ))}
    </article>
  );
}

/** Ids of steps. Numbers of steps, as they were kept before, name none. */
function readTicks(lab: string): ReadonlySet<string> {
  return new Set((recall(`lesson.${lab}`) ?? "").split(",").filter((id) => id !== ""));
}

interface BlockProps {
  readonly block: Block;
  readonly done: boolean;
  onTick(id: string, on: boolean): void;
}

function BlockView({ block, done, onTick }: BlockProps) {
  const open = useRecorded();
  switch (block.kind) {
    case "prose":
      return <>{nodes(block.body)}</>;
    case "preset":
      return (
        <button type="button" class="lesson-preset" onClick={() => open(block.preset)}>
          <Icon name="right" />
          <span>{nodes(block.body)}</span>
        </button>
      );
    case "step":
      return <StepView step={block} done={done} onTick={onTick} />;
    default:
      return block satisfies never;
  }
}

function StepView({
  step,
  done,
  onTick,
}: {
  readonly step: Step;
  readonly done: boolean;
  onTick(id: string, on: boolean): void;
}) {
  return (
    <div class={`lesson-step ${done ? "done" : ""}`}>
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
        {nodes(step.body)}
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
