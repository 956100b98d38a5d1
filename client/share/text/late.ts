import { lazy } from "../../app/lazy.tsx";

/** Comes with the first published net of texts. */
export const TextPanel = lazy<{ readonly link: string }>(async () => (await import("./panel.tsx")).TextPanel);
