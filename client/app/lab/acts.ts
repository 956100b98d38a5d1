/**
 * What the reader did on a lab's page that no experiment says: the tab opened, the controls of the pictures used. Lessons look at it. A
 * control is marked `data-act="<name>"`, or stands within what is marked; it need not know that anyone looks. Where it is enough to move
 * over one of its parts, it is marked `data-over` too.
 */
import { type Signal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Displayed } from "../../run/session.ts";

export interface Acts {
  /** The tab that the reader chose. */
  readonly view: Signal<string | null>;
  /** Controls used since the experiment that is shown came. */
  readonly used: Signal<ReadonlySet<string>>;
}

const ofLabs = new Map<string, Acts>();

export function actsOf(lab: string): Acts {
  const acts = ofLabs.get(lab) ?? { view: signal(null), used: signal<ReadonlySet<string>>(new Set()) };
  ofLabs.set(lab, acts);
  return acts;
}

/** Notices which controls are used. What was done to one experiment does not count for the next. */
export function useActs(lab: string, experiment: Displayed["experiment"] | undefined): Acts {
  const acts = actsOf(lab);
  const shown = JSON.stringify(experiment);
  useEffect(() => {
    acts.used.value = new Set();
  }, [acts, shown]);
  useEffect(() => {
    const notice = (event: Event) => {
      const name = actOf(event);
      if (name && !acts.used.value.has(name)) acts.used.value = new Set([...acts.used.value, name]);
    };
    for (const kind of kinds) document.addEventListener(kind, notice, true);
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, notice, true);
    };
  }, [acts]);
  return acts;
}

const kinds = ["click", "input", "keydown", "pointerover"] as const;

/** The control that an event uses: fields when their value changes, pads that take keys at the space bar, anything else when it is pressed. */
function actOf(event: Event): string | undefined {
  const { target } = event;
  if (!(target instanceof Element)) return undefined;
  if (event.type === "pointerover") return target.parentElement?.closest<HTMLElement>("[data-over]")?.dataset.act;
  const isField = target.matches("input, select, textarea, label, option");
  const wanted =
    event instanceof KeyboardEvent
      ? event.key === " " && target.matches("[role=application]")
      : isField === (event.type === "input");
  return wanted ? target.closest<HTMLElement>("[data-act]")?.dataset.act : undefined;
}
