import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { words } from "../../i18n/lab.ts";
import { t } from "../../i18n/locale.ts";
import { recall, remember } from "../../i18n/preference.ts";
import type { LabViewEntry } from "../../labs/index.ts";
import type { LabView } from "../../labs/view.ts";
import { Controls } from "./controls.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { HistoryButton } from "./history-dialog.tsx";
import { LessonPanel } from "./lesson-panel.tsx";
import { Notices } from "./notices.tsx";
import { RunBar } from "./run-bar.tsx";
import { Stage } from "./stage.tsx";
import "./layout.css";

/** Controls, picture and lesson side by side; on a phone the picture, with controls and lesson as sheets. */
export function Layout({ view, entry }: { readonly view: LabView; readonly entry: LabViewEntry }) {
  const folded = useSignal(recall("lesson") === "folded");
  const hasLesson = entry.lesson !== undefined;
  const fold = (next: boolean) => {
    folded.value = next;
    remember("lesson", next ? "folded" : "open");
  };
  return (
    <div class={`lab ${folded.value || !hasLesson ? "lesson-folded" : ""}`}>
      <Notices />
      <div class="lab-columns">
        <Sheet class="lab-controls" title={t(words.controls)}>
          <Controls />
          <div class="lab-tools">
            <HistoryButton />
            <ExportMenu />
          </div>
        </Sheet>
        <div class="lab-stage">
          <Stage view={view} />
        </div>
        {hasLesson && (
          <Sheet class="lab-lesson" title={t(words.lesson)}>
            <button
              type="button"
              class="quiet icon lesson-fold"
              aria-expanded={!folded.value}
              title={t(folded.value ? words.unfoldLesson : words.foldLesson)}
              onClick={() => fold(!folded.value)}
            >
              <span aria-hidden="true">{folded.value ? "◂" : "▸"}</span>
              <span class="visually-hidden">{t(folded.value ? words.unfoldLesson : words.foldLesson)}</span>
            </button>
            <div class="lesson-body">
              <LessonPanel entry={entry} />
            </div>
          </Sheet>
        )}
      </div>
      <RunBar headline={view.headline} />
    </div>
  );
}

interface SheetProps {
  readonly class: string;
  readonly title: string;
  readonly children: preact.ComponentChildren;
}

/** A column where there is room; where there is not, a button that opens the same content as a sheet over the picture. */
function Sheet({ class: name, title, children }: SheetProps) {
  const open = useSignal(false);
  const panel = useRef<HTMLElement>(null);
  const close = () => {
    open.value = false;
  };
  return (
    <>
      <button
        type="button"
        class={`sheet-open ${name}-open`}
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value;
          panel.current?.focus();
        }}
      >
        {title}
      </button>
      <section
        ref={panel}
        class={`${name} sheet ${open.value ? "open" : ""}`}
        aria-label={title}
        tabIndex={-1}
        onKeyDown={(event) => event.key === "Escape" && close()}
      >
        <button type="button" class="sheet-close quiet" onClick={close}>
          {t(words.close)}
        </button>
        {children}
      </section>
    </>
  );
}
