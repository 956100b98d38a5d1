import { effect, signal } from "@preact/signals";
import { recall, remember } from "../i18n/preference.ts";

export type Theme = "system" | "light" | "dark";
export const themes: readonly Theme[] = ["system", "light", "dark"];

const kept = recall("theme");
export const theme = signal<Theme>(themes.find((one) => one === kept) ?? "system");
/** What is shown now; canvases redraw when it changes. */
export const shownTheme = signal<"light" | "dark">("light");

export function chooseTheme(next: Theme): void {
  remember("theme", next);
  theme.value = next;
}

export function startTheme(): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const system = signal(dark.matches);
  dark.addEventListener("change", (event) => {
    system.value = event.matches;
  });
  effect(() => {
    shownTheme.value = theme.value === "system" ? (system.value ? "dark" : "light") : theme.value;
    document.documentElement.dataset.theme = shownTheme.value;
  });
}
