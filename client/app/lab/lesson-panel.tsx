import { useSignal } from "@preact/signals";
import { type ComponentChildren, createElement } from "preact";
import { useEffect } from "preact/hooks";
import { words } from "../../i18n/lab.ts";
import { locale, t } from "../../i18n/locale.ts";
import { recall, remember } from "../../i18n/preference.ts";
import { loadLesson } from "../../labs/index.ts";
import { type Block, holds, type Lesson, type LessonNode, type Step } from "../../lessons/lesson.ts";
import { Icon } from "../../views/icon.tsx";
import { useSession } from "./context.ts";
import { useRecorded } from "./recorded.ts";
import "./lesson-panel.css";

/** The guided text of the lab. Steps tick themselves off when the shown run meets their conditions, and stay ticked. */
export function LessonPanel() {
  const { lab } = useSession();
  const lesson = useSignal<Lesson | null>(null);
  const language = locale.value;
  useEffect(() => {
    let wanted = true;
    loadLesson(lab, language).then(
      (loaded) => {
        if (wanted) lesson.value = loaded;
      },
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [lab, language, lesson]);
  if (!lesson.value) return null;
  return <LessonText lab={lab.id} lesson={lesson.value} />;
}

function LessonText({ lab, lesson }: { readonly lab: string; readonly lesson: Lesson }) {
  const session = useSession();
  const ticked = useSignal(readTicks(lab));
  const metrics = session.shown.value?.source === "recorded" ? null : (session.shown.value?.metrics ?? null);
  const steps = lesson.blocks.filter((block) => block.kind === "step");
  const tick = (index: number, on: boolean) => {
    const next = new Set(ticked.value);
    if (on) next.add(index);
    else next.delete(index);
    ticked.value = next;
    remember(`lesson.${lab}`, [...next].join(","));
  };
  useEffect(() => {
    if (!metrics) return;
    for (const { index, conditions } of steps) {
      if (conditions.length > 0 && !ticked.value.has(index) && conditions.every((one) => holds(one, metrics)))
        tick(index, true);
    }
  });
  const done = steps.filter(({ index }) => ticked.value.has(index)).length;
  return (
    <article class="lesson">
      <h2>{lesson.title}</h2>
      {steps.length > 0 && (
        <p class="soft small" aria-live="polite">
          {t(words.stepsDone, { done, total: steps.length })}
        </p>
      )}
      {lesson.blocks.map((block, i) => (
        <BlockView key={i} block={block} done={block.kind === "step" && ticked.value.has(block.index)} onTick={tick} />
      ))}
    </article>
  );
}

function readTicks(lab: string): ReadonlySet<number> {
  return new Set(
    (recall(`lesson.${lab}`) ?? "")
      .split(",")
      .filter((part) => part !== "")
      .map(Number),
  );
}

interface BlockProps {
  readonly block: Block;
  readonly done: boolean;
  onTick(index: number, on: boolean): void;
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
  onTick(index: number, on: boolean): void;
}) {
  const own = step.conditions.length === 0;
  return (
    <div class={`lesson-step ${done ? "done" : ""}`}>
      {own ? (
        <input
          type="checkbox"
          checked={done}
          aria-label={t(done ? words.stepDone : words.stepOpen)}
          onChange={(event) => onTick(step.index, event.currentTarget.checked)}
        />
      ) : (
        <span class="lesson-tick" role="img" aria-label={t(done ? words.stepDone : words.stepOpen)}>
          {done && <Icon name="check" />}
        </span>
      )}
      <div>{nodes(step.body)}</div>
    </div>
  );
}

/** Compiled nodes as elements. Only `style` needs care: MathML's spacing arrives as text. */
function nodes(body: readonly LessonNode[]): ComponentChildren {
  return body.map((node) =>
    typeof node === "string" ? node : createElement(node.tag, node.attributes ?? null, nodes(node.children)),
  );
}
