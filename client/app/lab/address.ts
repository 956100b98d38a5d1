/**
 * The address of a desk says what its form says: replaced while a control is dragged, with a step of the browser's history for every step of the
 * form, so that Back undoes one and Forward redoes it. Links are compressed, which takes a moment: they are made one after another, so that an older
 * one is never written over a newer one. An experiment that is too long for an address leaves the last good one.
 */
import { effect, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Envelope } from "../../../shared/experiment/envelope.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { linkClass } from "../../../shared/experiment/link-class.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";
import { writtenExperiment } from "../../../shared/labs/written.ts";
import { type Draft, same } from "../../run/draft.ts";
import type { Session, WallClock } from "../../run/session-types.ts";
import { labAddress } from "../addresses.ts";
import type { Asked } from "../open/read-link.ts";
import { isPartLost } from "../parts.ts";
import { type DeskEntry, entryOf, withEntry } from "./desk-entry.ts";
import { WritePace } from "./write-pace.ts";

/**
 * The shortest address that opens exactly this: a preset's, otherwise a hash link. Throws an ExperimentError for what no link can carry; what writes
 * links comes with the first.
 */
export async function addressOf(lab: Lab, { experiment, envelope }: Asked): Promise<string> {
  const preset = envelope ? undefined : lab.presets.find((one) => same(presetExperiment(lab, one), experiment));
  if (preset) return labAddress(lab.id, preset.id);
  const { encodeLink } = await import("../../../shared/experiment/link.ts");
  return labAddress(lab.id) + (await encodeLink(writtenExperiment(lab, experiment), envelope));
}

/** The browser's address bar and history. */
export interface AddressBar {
  /** Path, search and hash, without the expert switch. */
  address(): string;
  state(): unknown;
  /** Writes an address (given without the expert switch). Throws where the browser says that it is too often. */
  write(address: string, state: unknown, how: "push" | "replace"): void;
  /** Goes through the history; what comes of it is told to `take`. */
  go(by: number): void;
  /** Characters of the address as it is written. */
  length(address: string): number;
}

export interface AddressOptions {
  readonly session: Pick<Session, "lab" | "draft" | "origin" | "goTo">;
  readonly envelope: ReadonlySignal<Envelope | null>;
  /** Set while the address lags behind: the experiment is too long for one. */
  readonly tooLong: Signal<boolean>;
  readonly bar: AddressBar;
  readonly clock: WallClock;
  /** Opens an address that an earlier page of this tab wrote; null for one that is not of this lab. */
  open(address: string): Promise<Asked> | null;
  /** `addressOf`, unless a test says otherwise. */
  encode?(lab: Lab, asked: Asked): Promise<string>;
}

/** What the form said at a step of the history. */
interface Entry {
  readonly address: string;
  readonly experiment: Experiment;
  readonly envelope: Envelope | null;
  readonly origin: Experiment;
}

interface Wanted {
  readonly draft: Draft;
  readonly envelope: Envelope | null;
  readonly origin: Experiment;
}

/** How long the browser may take to go a step before the address is written in place. */
const patience = 1000;

export class DeskAddress {
  readonly #options: AddressOptions;
  readonly #id: string;
  /** Steps of this page's desk, by their place in the browser's history. Experiments are told apart as objects: each edit makes a new one. */
  readonly #entries = new Map<number, Entry>();
  readonly #pace: WritePace;
  readonly #end: () => void;
  /** What was opened, which stays at its own address: a preset's, a published link's. */
  readonly #opened: Entry;
  #index: number;
  /** What the form started with, as it is opened after a reload. */
  #from: string | undefined;
  /** The entry shows a gesture that is not over, or says that the form has gone beyond it. */
  #isOverlaid = false;
  /** Goes a step that the form has made already. */
  #moving: (() => void) | null = null;
  /** An entry of the page before a reload, being read. */
  #opening: Promise<Asked> | null = null;
  #news = 0;
  #isWriting = false;
  #isClosed = false;

  constructor(options: AddressOptions) {
    this.#options = options;
    const { session, envelope, bar, clock } = options;
    const kept = entryOf(bar.state());
    this.#id = kept?.id ?? crypto.randomUUID();
    this.#index = kept?.index ?? 0;
    this.#from = kept?.from;
    this.#pace = new WritePace(clock);
    const { experiment } = session.draft.peek();
    const now = { experiment, envelope: envelope.peek(), origin: session.origin.peek() };
    this.#opened = { address: bar.address(), ...now };
    this.#entries.set(this.#index, this.#opened);
    bar.write(bar.address(), this.#state(this.#index), "replace");
    this.#end = effect(() => this.#follow([session.draft.value, session.origin.value, envelope.value]));
  }

  /** A step through the browser's history. Says whether it stays on this desk. */
  take(state: unknown): boolean {
    const step = entryOf(state);
    if (step?.id !== this.#id) return false;
    const { session, bar, open } = this.#options;
    const entry = this.#entries.get(step.index);
    const asked = entry ? null : open(bar.address());
    if (!entry && !asked) return false;
    const way = step.index < this.#index ? -1 : 1;
    const isOwn = this.#moving !== null;
    this.#moving?.();
    this.#opening = null;
    this.#index = step.index;
    // A gesture that was left by a step has stayed over its entry.
    this.#isOverlaid = step.isBeyond === true || (entry !== undefined && entry.address !== bar.address());
    if (asked) void this.#reopen(asked, step, way);
    else if (entry && isOwn && entry.experiment === session.draft.peek().experiment)
      session.origin.value = entry.origin;
    else if (entry && !isOwn) this.#goTo(entry, way);
    this.#follow([]);
    return true;
  }

  /** Whether the address does not say yet what the form says. */
  get lags(): boolean {
    return this.#isWriting || this.#moving !== null;
  }

  close(): void {
    this.#isClosed = true;
    this.#opening = null;
    this.#moving?.();
    this.#end();
  }

  #goTo({ experiment, origin }: Entry, way: -1 | 1): void {
    const { session } = this.#options;
    session.origin.value = origin;
    session.goTo(experiment, way);
  }

  /** An entry of the page before a reload: its address says all. */
  async #reopen(asked: Promise<Asked>, step: DeskEntry, way: -1 | 1): Promise<void> {
    const { bar, open } = this.#options;
    const address = bar.address();
    this.#opening = asked;
    try {
      const { experiment, envelope = null } = await asked;
      const from = step.from === undefined ? null : await open(step.from)?.catch(() => null);
      if (this.#opening !== asked) return;
      const entry = { address, experiment, envelope, origin: from?.experiment ?? experiment };
      this.#entries.set(step.index, entry);
      this.#goTo(entry, way);
    } catch {
      // An address that opens no longer: the form stays, and the history goes back to it.
    }
    if (this.#opening === asked) this.#opening = null;
    this.#follow([]);
  }

  /** Something that the address says has changed (`_`: read, so that the effect runs again). */
  #follow(_: readonly unknown[]): void {
    this.#news++;
    if (!this.#isWriting) void this.#writeAll();
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    const { session, envelope, clock } = this.#options;
    let done = 0;
    // What one action changes in several places is one state.
    await null;
    while (done !== this.#news && this.#moving === null && this.#opening === null && !this.#isClosed) {
      const news = this.#news;
      const draft = session.draft.peek();
      const wanted = { draft, envelope: envelope.peek(), origin: session.origin.peek() };
      const wait = this.#pace.wait(draft.gesture !== null);
      if (wait > 0) await new Promise<void>((resolve) => clock.after(wait, resolve));
      else if (await this.#write(wanted)) done = news;
    }
    this.#isWriting = false;
  }

  /** Writes one state of the form. False where the browser refused, or what writes links could not be loaded. */
  async #write(wanted: Wanted): Promise<boolean> {
    const { draft, envelope } = wanted;
    const found = [...this.#entries].find(([, { experiment }]) => experiment === draft.experiment);
    if (found && found[0] !== this.#index) {
      this.#go(found[0] - this.#index);
      return true;
    }
    if (found && found[1].envelope === envelope && found[1].origin === wanted.origin) return this.#settle(found[1]);
    const address = await this.#encode(wanted).catch((error) => {
      if (isPartLost(error)) return undefined;
      throw error;
    });
    if (address === undefined) {
      this.#pace.refused();
      return false;
    }
    this.#from = await this.#encodeOrigin(wanted);
    if (this.#isClosed || this.#isPassed(draft)) return true;
    return address === null ? this.#stay() : this.#put(address, wanted);
  }

  /** The form has gone on since, and this state is no step of its own. */
  #isPassed({ experiment, gesture }: Draft): boolean {
    const now = this.#options.session.draft.peek();
    return now.experiment !== experiment && (gesture !== null || !now.past.includes(experiment));
  }

  /** The form says what the entry says: what lay over it goes. */
  #settle({ address }: Entry): boolean {
    this.#options.tooLong.value = false;
    if (!this.#isOverlaid) return true;
    this.#isOverlaid = false;
    return this.#attempt(address, this.#index, "replace");
  }

  /** The address stays as it is, and its entry says that the form has gone beyond it. */
  #stay(): boolean {
    const { tooLong } = this.#options;
    const entry = this.#entries.get(this.#index);
    if (tooLong.peek() || !entry) return true;
    tooLong.value = true;
    this.#isOverlaid = true;
    return this.#attempt(entry.address, this.#index, "replace", true);
  }

  #put(address: string, { draft, envelope, origin }: Wanted): boolean {
    const before = this.#entries.get(this.#index);
    const isStep = before !== undefined && draft.past.includes(before.experiment);
    const entry = { address, experiment: draft.experiment, envelope, origin };
    this.#options.tooLong.value = false;
    if (isStep && draft.gesture !== null) {
      this.#isOverlaid = true;
      return this.#attempt(address, this.#index, "replace");
    }
    if (isStep) {
      if (this.#isOverlaid && !this.#attempt(before.address, this.#index, "replace")) return false;
      this.#isOverlaid = false;
      if (!this.#attempt(address, this.#index + 1, "push")) return false;
      this.#index++;
      for (const index of this.#entries.keys()) if (index > this.#index) this.#entries.delete(index);
    } else if (!this.#attempt(address, this.#index, "replace")) return false;
    this.#isOverlaid = false;
    this.#entries.set(this.#index, entry);
    return true;
  }

  #attempt(address: string, index: number, how: "push" | "replace", isBeyond = false): boolean {
    try {
      this.#options.bar.write(address, this.#state(index, isBeyond), how);
      return true;
    } catch {
      this.#pace.refused();
      return false;
    }
  }

  #state(index: number, isBeyond = false): unknown {
    const entry = { id: this.#id, index, ...(this.#from && { from: this.#from }), ...(isBeyond && { isBeyond }) };
    return withEntry(this.#options.bar.state(), entry);
  }

  /** The form has gone a step back or on; the browser's history goes with it. */
  #go(by: number): void {
    const { bar, clock } = this.#options;
    const cancel = clock.after(patience, () => {
      this.#moving = null;
      this.#entries.clear();
      this.#follow([]);
    });
    this.#moving = () => {
      this.#moving = null;
      cancel();
    };
    bar.go(by);
  }

  /** Null for an experiment that is too long for an address. */
  async #encode({ draft, envelope }: Wanted): Promise<string | null> {
    const { session, bar, encode = addressOf } = this.#options;
    const { experiment } = this.#opened;
    if (envelope === this.#opened.envelope && same(draft.experiment, experiment)) return this.#opened.address;
    try {
      const address = await encode(session.lab, { experiment: draft.experiment, envelope: envelope ?? undefined });
      return linkClass(bar.length(address)) === "too-long" ? null : address;
    } catch (error) {
      if (error instanceof ExperimentError && error.code === "link-too-large") return null;
      throw error;
    }
  }

  /** Undefined where the form starts with what the address says, or with what is too long for one. */
  async #encodeOrigin({ draft, origin }: Wanted): Promise<string | undefined> {
    if (same(draft.experiment, origin)) return undefined;
    const { session, encode = addressOf } = this.#options;
    return encode(session.lab, { experiment: origin }).catch(() => undefined);
  }
}
