import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId, useMemo, useRef } from "preact/hooks";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { explain } from "../../i18n/explain.ts";
import { t } from "../../i18n/locale.ts";
import { words } from "./graph-words.ts";
import "./parts.css";
import "./expression-box.css";

export interface Draft<T> {
  /** What stands in the box. */
  readonly text: string;
  /** What was last read without an error. */
  readonly read: T;
  readonly wrong: ExperimentError | null;
  readonly isChanged: boolean;
  type(text: string): void;
}

/** What is typed is read at once; while it is wrong, what was last right stands. `read` throws an ExperimentError. */
export function useDraft<T>(applied: string, read: (text: string) => T, inputs: readonly unknown[]): Draft<T> {
  const typed = useSignal<string | null>(null);
  const good = useRef<T | null>(null);
  const text = typed.value ?? applied;
  const { found, wrong } = useMemo(() => {
    try {
      return { found: read(text), wrong: null };
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      return { found: good.current ?? read(applied), wrong: error };
    }
  }, [text, ...inputs]);
  good.current = found;
  return { text, read: found, wrong, isChanged: text !== applied, type: (own) => (typed.value = own) };
}

interface ExpressionBoxProps {
  readonly label: string;
  readonly draft: Omit<Draft<unknown>, "read">;
  /** Its name where lessons ask for it (`data-act`). */
  readonly act?: string;
  /** Draws another box than one of a single line, given the id of what says what is wrong. */
  box?(describedBy: string | undefined): ComponentChildren;
  /** Takes the expression over into the experiment. */
  onUse(text: string): void;
}

/** A box for an expression, and under it what is wrong with it. */
export function ExpressionBox({ label, draft, act, box, onUse }: ExpressionBoxProps) {
  const { text, wrong, isChanged, type } = draft;
  const id = useId();
  const describedBy = wrong ? id : undefined;
  return (
    <div class="part-controls expression-box">
      {box ? (
        <div class="expression-lines" data-act={act}>
          <span aria-hidden="true">{label}</span>
          {box(describedBy)}
        </div>
      ) : (
        <label class="part-control" data-act={act}>
          {label}
          <input
            type="text"
            value={text}
            spellcheck={false}
            autocapitalize="off"
            aria-invalid={wrong !== null}
            aria-describedby={describedBy}
            onInput={(event) => type(event.currentTarget.value)}
          />
        </label>
      )}
      {isChanged && !wrong && (
        <button type="button" class="small" onClick={() => onUse(text)}>
          {t(words.use)}
        </button>
      )}
      {wrong && (
        <p class="part-warning" id={id} role="status">
          {explain(wrong)}
        </p>
      )}
    </div>
  );
}
