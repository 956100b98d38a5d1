import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../../i18n/lab.ts";
import { t } from "../../i18n/locale.ts";
import { recall, remember } from "../../i18n/preference.ts";
import type { LabView } from "../../labs/view.ts";
import { keepFinished } from "../../run/finished.ts";
import { Icon } from "../../views/icon.tsx";
import { askedStep } from "../addresses.ts";
import { lazy } from "../lazy.tsx";
import type { DeskAddress } from "./address.ts";
import { useSession } from "./context.ts";
import { Controls } from "./controls.tsx";
import { deskOf, isHidden } from "./desk.ts";
import { EnvelopeNote } from "./envelope-note.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { deviceNote, useGpu } from "./gpu/found.ts";
import { HistoryButton } from "./history-dialog.tsx";
import { LessonPanel } from "./lesson-panel.tsx";
import { Notices } from "./notices.tsx";
import { PrintButton } from "./print-button.tsx";
import { RunBar, Where } from "./run-bar.tsx";
import { Slot } from "./run-bar-line.tsx";
import { Stage } from "./stage.tsx";
import { useWarm } from "./warm.ts";
import "./layout.css";

/** Its code is loaded when two results are compared. */
const CompareDialog = lazy<{ view: LabView }>(async () => (await import("./compare/compare-dialog.tsx")).CompareDialog);

/** Controls, picture and lesson side by side; on a phone the picture, with controls and lesson as sheets. */
export function Layout({ view, address }: { readonly view: LabView; readonly address: Pick<DeskAddress, "lags"> }) {
  // An address may ask for a step of the lesson, which then is seen.
  const isStepAsked = useRef(askedStep(location.hash) !== null).current;
  const folded = useSignal(recall("lesson") === "folded" && !isStepAsked);
  const sheet = useSignal<SheetName | null>(isStepAsked ? "lesson" : null);
  const session = useSession();
  useWarm(session);
  useGpu(session);
  const hasLesson = !isHidden(session, "lesson");
  useEffect(() => session.shown.subscribe(keepFinished), [session]);
  useEffect(() => {
    // The last moment at which a page being closed can store anything.
    const leave = () => document.visibilityState === "hidden" && go();
    const go = () => session.save(address.lags);
    document.addEventListener("visibilitychange", leave);
    addEventListener("pagehide", go);
    return () => {
      document.removeEventListener("visibilitychange", leave);
      removeEventListener("pagehide", go);
    };
  }, [session, address]);
  const fold = (next: boolean) => {
    folded.value = next;
    remember("lesson", next ? "folded" : "open");
  };
  return (
    <div class={`lab ${folded.value ? "lesson-folded" : ""}`}>
      <Notices />
      <EnvelopeNote />
      <div class="lab-columns">
        <Sheet name="controls" title={t(words.controls)} open={sheet}>
          <Controls />
          <div class="only-phone">
            <Where />
            <Slot of={deviceNote} />
          </div>
          <div class="lab-tools">
            {!isHidden(session, "history") && <HistoryButton />}
            {!isHidden(session, "export") && <ExportMenu />}
            <PrintButton view={view} />
          </div>
        </Sheet>
        <div class="lab-stage">
          <Stage view={view} />
        </div>
        {hasLesson && (
          <Sheet name="lesson" title={t(words.lesson)} open={sheet}>
            <button
              type="button"
              class="quiet icon lesson-fold"
              aria-expanded={!folded.value}
              title={t(folded.value ? words.unfoldLesson : words.foldLesson)}
              onClick={() => fold(!folded.value)}
            >
              <Icon name={folded.value ? "left" : "right"} />
              <span class="visually-hidden">{t(folded.value ? words.unfoldLesson : words.foldLesson)}</span>
            </button>
            <div class="lesson-body">
              <LessonPanel view={view} />
            </div>
          </Sheet>
        )}
      </div>
      {deskOf(session).compared.value && <CompareDialog view={view} />}
      <div class="lab-bottom">
        <div class="sheet-bar">
          <SheetButton name="controls" title={t(words.controls)} open={sheet} />
          {hasLesson && <SheetButton name="lesson" title={t(words.lesson)} open={sheet} />}
        </div>
        <RunBar view={view} />
      </div>
    </div>
  );
}

type SheetName = "controls" | "lesson";

interface SheetProps {
  readonly name: SheetName;
  readonly title: string;
  /** Which sheet covers the picture now, where there is no room for columns. */
  readonly open: Signal<SheetName | null>;
}

/** A column where there is room; where there is not, a sheet over the picture. */
function Sheet({ name, title, open, children }: SheetProps & { readonly children: ComponentChildren }) {
  const panel = useRef<HTMLElement>(null);
  const isOpen = open.value === name;
  const close = () => {
    open.value = null;
  };
  useEffect(() => {
    if (isOpen) panel.current?.focus();
  }, [isOpen]);
  return (
    <section
      ref={panel}
      id={`sheet-${name}`}
      class={`lab-${name} sheet ${isOpen ? "open" : ""}`}
      aria-label={title}
      tabIndex={-1}
      onKeyDown={(event) => event.key === "Escape" && !inDialog(event.target) && close()}
    >
      <button type="button" class="sheet-close quiet" onClick={close}>
        {t(words.close)}
      </button>
      {children}
    </section>
  );
}

/** Escape closes the dialog then, and not the sheet that it was opened from. */
const inDialog = (target: EventTarget | null) => target instanceof Element && target.closest("dialog") !== null;

function SheetButton({ name, title, open }: SheetProps) {
  const isOpen = open.value === name;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-controls={`sheet-${name}`}
      onClick={() => {
        open.value = isOpen ? null : name;
      }}
    >
      {title}
    </button>
  );
}
