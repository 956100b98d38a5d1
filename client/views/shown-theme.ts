import { signal } from "@preact/signals";

/** The theme that is shown now; canvases are drawn again when it changes. */
export const shownTheme = signal<"light" | "dark">("light");
