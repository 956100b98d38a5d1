import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n/locale.ts";
import { words } from "../i18n/views.ts";
import "./code-box.css";

/** A stretch of the text, in UTF-16 units from 0; `to` is after its last. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface CodeBoxProps {
  readonly id?: string;
  readonly label?: string;
  readonly value: string;
  /** Lines that are seen at least and at most: between them the box is as tall as its text. */
  readonly lines: readonly [least: number, most: number];
  readonly readOnly?: boolean;
  /** What is wrong, underlined. */
  readonly wrong?: Stretch | undefined;
  readonly isInvalid?: boolean;
  /** Id of the element that says what is wrong. */
  readonly describedBy?: string | undefined;
  /** Given the box once it is there, to write into it (`insertInto`). */
  onBox?(box: HTMLTextAreaElement | null): void;
  onType?(text: string): void;
  /** It was left, after having been changed perhaps. */
  onLeave?(text: string): void;
}

const isNumbers = (text: string): boolean => /^(?=.*\d)[\d\s.,;+−eE-]*$/s.test(text);

/**
 * A box for texts of many lines that are no prose: numbered lines, one width of letters, what is wrong underlined. Tab indents; after Escape it goes to
 * what comes next, so that keys do not get caught, and so does Tab with Shift, and Tab in a list of numbers, which has nothing to indent.
 */
export function CodeBox(props: CodeBoxProps) {
  const { value, lines, readOnly = false, wrong, isInvalid = false } = props;
  const hint = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const behind = useRef<HTMLPreElement>(null);
  const numbers = useRef<HTMLPreElement>(null);
  const leaves = useRef(false);
  const count = value.split("\n").length;
  const follow = () => {
    const { scrollTop, scrollLeft } = box.current ?? { scrollTop: 0, scrollLeft: 0 };
    if (behind.current) behind.current.style.transform = `translate(${-scrollLeft}px, ${-scrollTop}px)`;
    if (numbers.current) numbers.current.style.transform = `translateY(${-scrollTop}px)`;
  };
  useEffect(follow);
  useLayoutEffect(() => {
    props.onBox?.(box.current);
    return () => props.onBox?.(null);
  }, []);
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") leaves.current = true;
    else if (event.key === "Tab" && !event.shiftKey && !leaves.current && !readOnly) {
      if (!box.current || isNumbers(box.current.value)) return;
      event.preventDefault();
      insertInto(box.current, "  ");
    } else if (event.key !== "Shift") leaves.current = false;
  };
  return (
    <div class="code-box" style={{ "--digits": String(count).length }}>
      <div class="code-box-numbers" aria-hidden="true">
        <pre ref={numbers}>{Array.from({ length: count }, (_, i) => i + 1).join("\n")}</pre>
      </div>
      <div class="code-box-text">
        <pre class="code-box-behind" ref={behind} aria-hidden="true">
          {marked(value, wrong)}
        </pre>
        <textarea
          ref={box}
          id={props.id}
          aria-label={props.label}
          value={value}
          rows={Math.max(lines[0], Math.min(lines[1], count + 1))}
          wrap="off"
          spellcheck={false}
          autocapitalize="off"
          autocomplete="off"
          readOnly={readOnly}
          aria-invalid={isInvalid}
          aria-describedby={[props.describedBy, readOnly ? undefined : hint].filter(Boolean).join(" ") || undefined}
          onInput={(event) => props.onType?.(event.currentTarget.value)}
          onBlur={(event) => {
            leaves.current = false;
            props.onLeave?.(event.currentTarget.value);
          }}
          onKeyDown={press}
          onScroll={follow}
        />
      </div>
      {!readOnly && (
        <span id={hint} class="visually-hidden">
          {t(words.codeKeys)}
        </span>
      )}
    </div>
  );
}

/** Writes at the caret as if it were typed, so that the browser's own undo takes it back. */
export function insertInto(box: HTMLTextAreaElement, text: string): void {
  box.focus();
  // Deprecated, and the only way of writing that textareas can undo; without it the text is written all the same.
  const { value } = box;
  if (document.execCommand("insertText", false, text) && box.value !== value) return;
  box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** The text that lies behind the box, unseen but for its marks. A mark at the end of a line has a blank to stand on. */
function marked(text: string, wrong: Stretch | undefined) {
  if (wrong === undefined) return `${text}\n`;
  const { from, to } = wrong;
  const within = text.slice(from, to);
  return (
    <>
      {text.slice(0, from)}
      <mark>{within === "" ? " " : within}</mark>
      {`${text.slice(to)}\n`}
    </>
  );
}

/** The word, number or sign of a text that begins at `from`. */
export function wordAt(text: string, from: number): Stretch {
  const start = Math.max(0, Math.min(from, text.length));
  const [found = ""] =
    /^(?:[\p{L}_][\p{L}\p{N}_]*|[\d.]+(?:[eE][+-]?\d+)?|"[^"\n]*"?|[^\s])/u.exec(text.slice(start)) ?? [];
  return { from: start, to: start + found.length };
}

/** Where a line and a character of it, both from 1, are in a text. */
export function placeAt(text: string, line: number, column: number): number {
  const before = text.split("\n").slice(0, line - 1);
  return before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
}

/** What an error that names a line and a character, both from 1, is about. */
export function wrongIn(text: string, error: unknown): Stretch | undefined {
  const { line, column } = (error as { readonly values?: Readonly<Record<string, unknown>> } | null)?.values ?? {};
  if (typeof line !== "number" || typeof column !== "number") return undefined;
  return wordAt(text, placeAt(text, line, column));
}
