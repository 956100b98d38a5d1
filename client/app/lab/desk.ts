/**
 * What a teacher says about the experiment on a desk, and whether its reader asked for what is hidden. It is kept apart from the session and is not part
 * of it: no run, draft or digest depends on it.
 */
import { type Signal, signal } from "@preact/signals";
import { type Envelope, hides } from "../../../shared/experiment/envelope.ts";
import type { Displayed, Session } from "../../run/session.ts";

export interface Desk {
  readonly envelope: Signal<Envelope | null>;
  /** The reader (or the teacher who writes it) sees what the envelope hides. */
  readonly showsAll: Signal<boolean>;
  /** The experiment is too long for an address: the page's own still says an earlier one. */
  readonly tooLong: Signal<boolean>;
  /** It was so before the page was reloaded: the form is among the drafts. */
  readonly wasTooLong: Signal<boolean>;
  /** What is laid side by side. */
  readonly compared: Signal<readonly [Side, Side] | null>;
}

/** A result to be laid beside another (`compare/side.ts`). */
export interface Side {
  /** Among those that can be chosen. */
  readonly id: string;
  /** What it is called, in the reader's language. */
  name(): string;
  /** The whole result. A run of the history kept its experiment alone: it is computed again, with the same bits. */
  open(signal: AbortSignal, onProgress: (done: number) => void): Promise<Displayed>;
  /** Digest that it had; another one means that this version computes it otherwise. */
  readonly digest?: string;
  /** Why it could not be opened, in words. */
  explain(error: unknown): string;
}

const desks = new WeakMap<Session, Desk>();

export function deskOf(session: Session): Desk {
  const desk = desks.get(session) ?? {
    envelope: signal(null),
    showsAll: signal(false),
    tooLong: signal(false),
    wasTooLong: signal(false),
    compared: signal(null),
  };
  desks.set(session, desk);
  return desk;
}

/** Whether a control ("params.rate", "seed") or a panel ("data", "lesson") is not shown now. */
export function isHidden(session: Session, name: string): boolean {
  const { envelope, showsAll } = deskOf(session);
  return !showsAll.value && hides(envelope.value, name);
}
