import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { inDrawnSigns } from "../../i18n/drawn-signs.ts";
import type { TermMention } from "../../lessons/lesson.ts";
import { lazy, nothing } from "../lazy.tsx";
import type { TermNoteProps } from "./lesson-term-note.tsx";

/** What terms mean is loaded when the first is asked for. */
const TermNote = lazy<TermNoteProps>(async () => (await import("./lesson-term-note.tsx")).TermNote, nothing);

/** A word of the glossary: a press says what it means, or a pointer that rests on it; its entry there is one press further. */
export function LessonTerm({ term, text }: TermMention) {
  const asked = useSignal<TermNoteProps["by"] | null>(null);
  const link = useRef<HTMLAnchorElement>(null);
  // A press elsewhere than on the note closes it, this one too: it is not to open it again.
  const wasOpen = useRef(false);
  return (
    <>
      <a
        ref={link}
        class="lesson-term"
        href={`/glossary#${term}`}
        aria-haspopup="dialog"
        aria-expanded={asked.value !== null}
        onPointerDown={() => {
          wasOpen.current = asked.peek() === "press";
        }}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          asked.value = wasOpen.current ? null : "press";
          wasOpen.current = false;
        }}
        onPointerEnter={({ pointerType, currentTarget }) => {
          if (pointerType !== "mouse") return;
          // Where it does not come nobody has asked for it.
          const show = () => {
            if (currentTarget.matches(":hover")) asked.value ??= "pointer";
          };
          TermNote.bring().then(show, () => {});
        }}
      >
        {inDrawnSigns(text)}
      </a>
      {asked.value && (
        <TermNote
          term={term}
          beside={link}
          by={asked.value}
          onClose={() => {
            asked.value = null;
          }}
        />
      )}
    </>
  );
}
