/** Forms that were changed, as they were left: each tab keeps its own, so that two of them do not overwrite each other's. */
import type { Signal } from "@preact/signals";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { same } from "./draft.ts";
import { forgetLeft, type LeftForm, leaveForm, leftForm } from "./left-form.ts";
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
  /** The form since its last change. */
  #last: (() => Omit<LeftForm, "isAhead" | "at">) | null = null;
  /** Not known to be stored. */
  #isUnsaved = false;
  #cancel: (() => void) | null = null;

  constructor(clock: WallClock) {
    this.#clock = clock;
  }

  /** `handed`: an origin that no address says. */
  changed(experiment: Experiment, origin: Signal<Experiment>, handed: Experiment | null): void {
    this.#cancel?.();
    this.#isUnsaved = true;
    this.#last = () => {
      const from = origin.peek();
      const isHanded = from === handed;
      // Nothing to keep of a form that says what it started with.
      return { experiment, isChanged: isHanded || !same(experiment, from), ...(isHanded && { origin: from }) };
    };
    this.#cancel = this.#clock.after(quietTime, () => void this.#store());
  }

  /** The page may be closed at any moment. `isAhead`: its address does not say yet what the form says. */
  leave(isAhead = false): void {
    const form = this.#last?.();
    if (!form) return;
    if (this.#isUnsaved || isAhead) {
      const at = Date.now();
      leaveForm({ ...form, isAhead, at });
      void this.#store(at);
    } else forgetLeft(form.experiment.lab);
  }

  async #store(at = Date.now()): Promise<void> {
    this.#cancel?.();
    const last = this.#last;
    const form = last?.();
    if (!form) return;
    await keepForm({ ...form, at });
    if (this.#last === last) this.#isUnsaved = false;
  }
}

function keepForm({ experiment, origin, isChanged, at }: Omit<LeftForm, "isAhead">): Promise<void> {
  return isChanged ? storeDraft(experiment, at, origin) : dropDraft(experiment.lab);
}

export function forgetDraft({ key }: Pick<KeptDraft, "key">): Promise<void> {
  return remove(key);
}

/** What this tab left before it was reloaded, or the tab that it is a duplicate of; otherwise the newest that a closed tab left. */
export async function findDraft(lab: string): Promise<KeptDraft | null> {
  const mine = await ownTab();
  const key = prefix(lab) + mine;
  const own = (await load<StoredDraft>(key)) ?? (bornAs ? await load<StoredDraft>(prefix(lab) + bornAs) : undefined);
  const left = leftForm(lab);
  const isLeft = left && left.at >= (own?.at ?? 0);
  if (left) {
    if (isLeft) await keepForm(left);
    forgetLeft(lab);
  }
  if (isLeft && (left.isChanged || left.isAhead)) {
    const { experiment, origin, isAhead } = left;
    return { key, experiment, origin, isOwn: true, isAhead };
  }
  return own && !isLeft ? { key, experiment: own.experiment, origin: own.origin, isOwn: true } : leftDraft(lab, mine);
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
