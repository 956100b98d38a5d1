/**
 * What a teacher says about the experiment on a desk, and whether its reader asked for what is hidden. It is kept apart from the session and is not part
 * of it: no run, draft or digest depends on it.
 */
import { type Signal, signal } from "@preact/signals";
import { type Envelope, hides } from "../../../shared/experiment/envelope.ts";
import type { Session } from "../../run/session.ts";

export interface Desk {
  readonly envelope: Signal<Envelope | null>;
  /** The reader (or the teacher who writes it) sees what the envelope hides. */
  readonly showsAll: Signal<boolean>;
  /** The experiment is too long for an address: the page's own still says an earlier one. */
  readonly tooLong: Signal<boolean>;
}

const desks = new WeakMap<Session, Desk>();

export function deskOf(session: Session): Desk {
  const desk = desks.get(session) ?? { envelope: signal(null), showsAll: signal(false), tooLong: signal(false) };
  desks.set(session, desk);
  return desk;
}

/** Whether a control ("params.rate", "seed") or a panel ("data", "lesson") is not shown now. */
export function isHidden(session: Session, name: string): boolean {
  const { envelope, showsAll } = deskOf(session);
  return !showsAll.value && hides(envelope.value, name);
}
