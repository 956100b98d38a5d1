import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Localized } from "../../shared/text.ts";
import { words } from "../i18n/app.ts";
import { t } from "../i18n/locale.ts";
import { Icon } from "../views/icon.tsx";
import { visits } from "./router.ts";
import "./toasts.css";

interface Toast {
  readonly id: number;
  readonly kind: "error" | "note";
  /** Read at the time of drawing, so that it follows the language. */
  text(): string;
}

const toasts = signal<readonly Toast[]>([]);
let next = 0;

function show(kind: Toast["kind"], text: () => string): void {
  const id = next++;
  toasts.value = [...toasts.value.slice(-3), { id, kind, text }];
  if (kind === "note") setTimeout(() => dismiss(id), 6000);
}

/** An error that has no place of its own on the page. It stays until it is dismissed or the reader goes elsewhere. */
export function showError(error: unknown): void {
  // The sentences for errors are loaded with the first error; what is wrong where they cannot be is the connection.
  import("../i18n/explain.ts").then(
    async ({ explain, loadSentences }) => {
      await loadSentences();
      show("error", () => explain(error));
    },
    () => show("error", () => t(words.lost)),
  );
}

export function showNote(text: Localized, values?: Readonly<Record<string, string | number>>): void {
  show("note", () => t(text, values));
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

/** Errors, below `children` (what else stays until it is read); between the header and the page. */
export function ToastErrors({ children }: { readonly children?: ComponentChildren }) {
  useEffect(
    () =>
      visits.subscribe(() => {
        toasts.value = toasts.peek().filter(({ kind }) => kind !== "error");
      }),
    [],
  );
  return (
    <div class="toast-errors">
      {children}
      <Of kind="error" />
    </div>
  );
}

export function ToastNotes() {
  return (
    <div class="toast-notes">
      <Of kind="note" />
    </div>
  );
}

function Of({ kind }: { readonly kind: Toast["kind"] }) {
  return (
    <div class="toast-list" role="status" aria-live={kind === "error" ? "assertive" : "polite"}>
      {toasts.value
        .filter((toast) => toast.kind === kind)
        .map((toast) => (
          <div key={toast.id} class="toast">
            <span>{toast.text()}</span>
            <button type="button" class="quiet icon" aria-label={t(words.close)} onClick={() => dismiss(toast.id)}>
              <Icon name="close" />
            </button>
          </div>
        ))}
    </div>
  );
}
