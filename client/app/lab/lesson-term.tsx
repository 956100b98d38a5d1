import type { Signal } from "@preact/signals";
import type { PartialAnchorHTMLAttributes, RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { lazy, nothing } from "../lazy.tsx";
import type { TermNoteProps } from "./lesson-term-note.tsx";

/** What terms mean is loaded when the first is asked for. */
const TermNote = lazy<TermNoteProps>(async () => (await import("./lesson-term-note.tsx")).TermNote, nothing);

/** How a word was asked for; null while it is not. */
export type AskedBy = TermNoteProps["by"] | null;

/** A press elsewhere than on the note closes it, a press on its word too: that one is not to open it again. */
let open: Signal<AskedBy> | null = null;

type Asking = Pick<
  PartialAnchorHTMLAttributes<HTMLAnchorElement>,
  "aria-haspopup" | "aria-expanded" | "onPointerDown" | "onClick" | "onPointerEnter"
>;

/** What makes the link of a word say what it means: a press asks, or a pointer that rests on it. */
export const askingOf = (asked: Signal<AskedBy>): Asking => ({
  "aria-haspopup": "dialog",
  "aria-expanded": asked.value !== null,
  onPointerDown: () => {
    open = asked.peek() === "press" ? asked : null;
  },
  onClick: (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    asked.value = open === asked ? null : "press";
    open = null;
  },
  onPointerEnter: ({ pointerType, currentTarget }) => {
    if (pointerType === "mouse") askAtRest(asked, currentTarget);
  },
});

function askAtRest(asked: Signal<AskedBy>, link: HTMLAnchorElement): void {
  // Where it does not come nobody has asked for it.
  const show = () => {
    if (link.matches(":hover")) asked.value ??= "pointer";
  };
  TermNote.bring().then(show, () => {});
}

interface NoteProps {
  readonly term: string;
  readonly beside: RefObject<HTMLAnchorElement | null>;
  readonly asked: Signal<AskedBy>;
}

/** The note of a word, while it is asked for; its entry in the glossary is one press further. */
export function Note({ term, beside, asked }: NoteProps) {
  // A pointer may rest on the word since before this came.
  useEffect(() => {
    const { current: link } = beside;
    if (link?.matches(":hover") && matchMedia("(hover: hover)").matches) askAtRest(asked, link);
  }, [asked, beside]);
  if (!asked.value) return null;
  return (
    <TermNote
      term={term}
      beside={beside}
      by={asked.value}
      onClose={() => {
        asked.value = null;
      }}
    />
  );
}
