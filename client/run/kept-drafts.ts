/** Forms that were changed, as they were left: each tab keeps its own, so that two of them do not overwrite each other's. */
import type { Signal } from "@preact/signals";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { same } from "./draft.ts";
import type { KeptDraft, WallClock } from "./session-types.ts";
import { load, remove, store, storedKeys } from "./storage.ts";
import { bornAs, isOpen, ownTab } from "./tab.ts";

/** As it is stored. */
interface StoredDraft {
  readonly experiment: Experiment;
  readonly origin?: Experiment;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const prefix = (lab: string) => `draft/${lab}/`;
/** Where earlier versions kept the one draft of a lab. */
const former = (lab: string) => `draft/${lab}`;
/** Milliseconds without a change before a form is kept. */
const quietTime = 300;
/** Drafts of closed tabs that are kept per lab. */
const maxLeft = 3;

/** `origin`: what the form started with, where no address says so. */
export async function storeDraft(experiment: Experiment, at: number, origin?: Experiment): Promise<void> {
  const draft = { experiment, at, ...(origin && { origin }) };
  await store(prefix(experiment.lab) + (await ownTab()), draft satisfies StoredDraft);
}

/** The form of this tab says what it started with. */
export async function dropDraft(lab: string): Promise<void> {
  await remove(prefix(lab) + (await ownTab()));
}

/** Keeps the form of a session a moment after its last change. */
export class DraftKeeper {
  readonly #clock: WallClock;
  #pending: { now(): void; cancel(): void } | null = null;

  constructor(clock: WallClock) {
    this.#clock = clock;
  }

  /** `handed`: an origin that no address says. */
  changed(experiment: Experiment, origin: Signal<Experiment>, handed: Experiment | null): void {
    this.#pending?.cancel();
    const now = () => {
      this.#pending = null;
      const from = origin.peek();
      if (from === handed) void storeDraft(experiment, Date.now(), from);
      // Nothing to keep of a form that says what it started with.
      else void (same(experiment, from) ? dropDraft(experiment.lab) : storeDraft(experiment, Date.now()));
    };
    this.#pending = { now, cancel: this.#clock.after(quietTime, now) };
  }

  /** The page may be closed at any moment. */
  leave(): void {
    this.#pending?.cancel();
    this.#pending?.now();
  }
}

export function forgetDraft({ key }: Pick<KeptDraft, "key">): Promise<void> {
  return remove(key);
}

/** What this tab left before it was reloaded, or the tab that it is a duplicate of; otherwise the newest that a closed tab left. */
export async function findDraft(lab: string): Promise<KeptDraft | null> {
  const mine = await ownTab();
  const key = prefix(lab) + mine;
  const own = (await load<StoredDraft>(key)) ?? (bornAs ? await load<StoredDraft>(prefix(lab) + bornAs) : undefined);
  return own ? { key, experiment: own.experiment, origin: own.origin, isOwn: true } : leftDraft(lab, mine);
}

async function leftDraft(lab: string, mine: string): Promise<KeptDraft | null> {
  const keys = (await storedKeys(prefix(lab))).filter((key) => key !== prefix(lab) + mine);
  const open = await Promise.all(keys.map((key) => isOpen(key.slice(prefix(lab).length))));
  const left = await Promise.all(
    keys.filter((_, i) => !open[i]).map(async (key) => ({ key, draft: await load<StoredDraft>(key) })),
  );
  const newest = left.flatMap(({ key, draft }) => (draft ? [{ key, ...draft }] : [])).sort((a, b) => b.at - a.at);
  await remove(...newest.slice(maxLeft).map(({ key }) => key));
  const [found] = newest;
  if (found) return { key: found.key, experiment: found.experiment, origin: found.origin, isOwn: false };
  const old = await load<Experiment>(former(lab));
  return old ? { key: former(lab), experiment: old, isOwn: false } : null;
}
