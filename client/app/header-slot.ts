import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Localized } from "../../shared/text.ts";

/** What the current page puts into the header: its title, and its own tools (sharing) at the right end. */
export const headerTitle = signal<{ readonly lab: Localized; readonly family: Localized } | null>(null);
export const headerSlot = signal<(() => ComponentChildren) | null>(null);
