import { effect, signal } from "@preact/signals";
import { recall, remember } from "../i18n/preference.ts";
import { shownTheme } from "../views/shown-theme.ts";

export type Theme = "system" | "light" | "dark";
export const themes: readonly Theme[] = ["system", "light", "dark"];

const kept = recall("theme");
export const theme = signal<Theme>(themes.find((one) => one === kept) ?? "system");

/** While a sheet is made to be printed: paper is white, whatever the theme. */
export const onPaper = signal(false);

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
    const chosen = theme.value === "system" ? (system.value ? "dark" : "light") : theme.value;
    const shown = onPaper.value ? "light" : chosen;
    // First the colours: what hears of the theme is drawn in them.
    document.documentElement.dataset.theme = shown;
    shownTheme.value = shown;
  });
}
