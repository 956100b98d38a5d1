import { effect, signal } from "@preact/signals";
import { recall, remember } from "../i18n/preference.ts";

const kept = Number(recall("threads"));

/** Threads that runs may use: all but one of the machine's, until the reader chooses. */
export const threads = signal(
  kept >= 1 && kept <= 64 ? kept : Math.max(1, (globalThis.navigator?.hardwareConcurrency ?? 2) - 1),
);

effect(() => {
  if (threads.value !== kept) remember("threads", String(threads.value));
});
