import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n/locale.ts";
import { words } from "./words.ts";
import "./copy.css";

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
}

/** An address to be copied: shown whole, selected by a click, copied by the button. */
export function CopyField({ label, value }: CopyFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class="copy-field">
      <label>
        <span class="small soft">{label}</span>
        <input
          ref={input}
          type="text"
          readOnly
          spellcheck={false}
          value={value}
          onFocus={(event) => event.currentTarget.select()}
        />
      </label>
      <CopyButton value={value} onDenied={() => input.current?.select()} />
    </div>
  );
}

interface CopyButtonProps {
  readonly value: string;
  readonly name?: string;
  /** The browser does not let the page copy. */
  onDenied?(): void;
}

export function CopyButton({ value, name, onDenied }: CopyButtonProps) {
  const state = useSignal<"idle" | "copied" | "denied">("idle");
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      state.value = "copied";
    } catch {
      state.value = "denied";
      onDenied?.();
    }
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      state.value = "idle";
    }, 2500);
  };
  const text = { idle: words.copy, copied: words.copied, denied: words.copyFailed }[state.value];
  return (
    <button
      type="button"
      class="copy-button"
      aria-label={state.value === "idle" ? name : undefined}
      onClick={() => void copy()}
    >
      <span aria-live="polite">{t(text)}</span>
    </button>
  );
}
