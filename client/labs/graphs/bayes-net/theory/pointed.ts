/** What the theory points at in the drawing of the network, and what is selected there: both are about one draft. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Tone } from "../../../../views/graph-editor/index.ts";

export interface Overlay {
  readonly nodes: ReadonlyMap<string, Tone>;
  /** By "<from>\n<to>", as the arrow points. */
  readonly arcs: ReadonlyMap<string, Tone>;
}

/** Drawn over the network, while the view that draws it is open. */
export const overlay = signal<Overlay | null>(null);
/** The node that is selected in the drawing. */
export const selected = signal<string | undefined>(undefined);

export const arcKey = (from: string, to: string): string => `${from}\n${to}`;

/** Shows an overlay as long as the view stands. `key`: changes with what it shows. */
export function useOverlay(made: Overlay | null, key: string): void {
  useEffect(() => {
    overlay.value = made;
  }, [key]);
  useEffect(
    () => () => {
      overlay.value = null;
    },
    [],
  );
}
