import { signal } from "@preact/signals";
import type { Asked } from "./read-link.ts";

/** An experiment that was opened from a file and is too long for an address, on its way to the page of its lab. */
export const handed = signal<Asked | null>(null);
