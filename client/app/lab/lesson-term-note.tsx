import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { terms } from "../../glossary/terms.ts";
import { inDrawnSigns } from "../../i18n/drawn-signs.ts";
import { words } from "../../i18n/glossary.ts";
import { locale, t } from "../../i18n/locale.ts";
import "./lesson-term-note.css";

export interface TermNoteProps {
  /** Its id in the glossary. */
  readonly term: string;
  /** The mention that it stands beside. */
  readonly beside: RefObject<HTMLElement | null>;
  /** How it was asked for: a press moves the focus here, a pointer that rests does not. */
  readonly by: "press" | "pointer";
  onClose(): void;
}

/** Milliseconds that a pointer rests before it asks, and that it may take from the word to the note. */
const rest = 250;
/** CSS pixels from the word, and at least from the window's edge. */
const gap = 6;

/** What a term means, above everything else, until the reader presses elsewhere, presses Escape or moves on. */
export function TermNote({ term, beside, by, onClose }: TermNoteProps) {
  const box = useRef<HTMLSpanElement>(null);
  const id = useId();
  const isShown = useSignal(false);
  const found = terms.find((one) => one.id === term);
  const place = () => {
    const [from, note] = [beside.current?.getClientRects()[0], box.current];
    if (!from || !note?.matches(":popover-open")) return;
    const { offsetWidth: width, offsetHeight: height } = note;
    const isBelow = from.bottom + gap + height + gap <= innerHeight || from.top < height + 2 * gap;
    note.style.left = `${Math.max(gap, Math.min(from.left, innerWidth - width - gap))}px`;
    note.style.top = `${Math.max(gap, isBelow ? from.bottom + gap : from.top - height - gap)}px`;
  };
  useEffect(() => {
    const show = () => {
      box.current?.showPopover();
      isShown.value = true;
      place();
      if (by === "press") box.current?.focus();
    };
    if (by === "press") show();
    const waiting = by === "press" ? 0 : setTimeout(show, rest);
    return () => clearTimeout(waiting);
  }, [by, isShown]);
  // Where text or window moves, it moves along.
  useLayoutEffect(() => {
    addEventListener("scroll", place, true);
    addEventListener("resize", place);
    return () => {
      removeEventListener("scroll", place, true);
      removeEventListener("resize", place);
    };
  }, []);
  usePointerAway(by === "pointer", [beside, box], onClose);
  if (!found) return null;
  const other = locale.value === "es" ? "en" : "es";
  return (
    <span
      ref={box}
      class="term-note"
      popover="auto"
      role="dialog"
      aria-labelledby={`${id}-name`}
      aria-describedby={`${id}-about`}
      tabIndex={-1}
      onToggle={({ newState }) => {
        if (newState === "closed" && isShown.peek()) onClose();
      }}
      onKeyDown={(event) => {
        // It closes this, and not the sheet that the lesson is on.
        if (event.key === "Escape") event.stopPropagation();
      }}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) onClose();
      }}
    >
      <span class="term-note-names">
        <strong id={`${id}-name`}>{t(found)}</strong>{" "}
        {found[other] !== t(found) && (
          <span class="soft small" lang={other}>
            {found[other]}
          </span>
        )}
      </span>
      <span id={`${id}-about`}>{inDrawnSigns(t(found.about))}</span>
      <a class="small" href={`/glossary#${term}`}>
        {t(words.inGlossary)}
      </a>
    </span>
  );
}

/** Calls back once the pointer has left all of these for a while. */
function usePointerAway(isWanted: boolean, parts: readonly RefObject<HTMLElement | null>[], onAway: () => void): void {
  useEffect(() => {
    if (!isWanted) return;
    let away = 0;
    const leave = () => {
      away = window.setTimeout(onAway, rest);
    };
    const enter = () => clearTimeout(away);
    const elements = parts.flatMap(({ current }) => current ?? []);
    for (const one of elements) {
      one.addEventListener("pointerleave", leave);
      one.addEventListener("pointerenter", enter);
    }
    return () => {
      clearTimeout(away);
      for (const one of elements) {
        one.removeEventListener("pointerleave", leave);
        one.removeEventListener("pointerenter", enter);
      }
    };
  }, [isWanted]);
}
