import { signal } from "@preact/signals";
import { sameEngine } from "../../shared/experiment/engine.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { same } from "./draft.ts";
import { engineOf } from "./driver-engine.ts";
import type { RunEngine } from "./engine.ts";
import { awaitInterrupted, findInterrupted, type Head, type Interrupted, removeInterrupted } from "./interrupted.ts";
import type { ResumeOffer } from "./session-types.ts";
import type { Status } from "./status.ts";

/** Runs of a lab that were cut short: one at a time is offered, to be resumed or run again. */
export class Offers {
  readonly offer = signal<ResumeOffer | null>(null);
  readonly #lab: Lab;
  readonly #engine: RunEngine;
  readonly #closed: AbortSignal;

  constructor(lab: Lab, engine: RunEngine, closed: AbortSignal) {
    this.#lab = lab;
    this.#engine = engine;
    this.#closed = closed;
  }

  /** Offers the newest one, and those of other tabs once these have closed. */
  async recover(): Promise<void> {
    const { newest, elsewhere } = await this.#find();
    this.offer.value = newest;
    for (const id of elsewhere) void this.awaitRun(id);
  }

  /** Offers a run that another tab is running, should that tab close before the end. */
  async awaitRun(id: string): Promise<void> {
    const run = await awaitInterrupted(id, this.#closed);
    const offer = run && (await this.#offerOf(run).catch(() => null));
    if (offer && !this.#closed.aborted) this.offer.value ??= offer;
  }

  async drop(): Promise<void> {
    const offer = this.offer.value;
    this.offer.value = null;
    if (offer) await removeInterrupted(offer.id);
    await this.#next();
  }

  /** What was offered has been run to its end since, and its data are dropped: an older run of another experiment may be offered now. */
  forgetFinished(status: Status, offer: Interrupted | null): void {
    if (status.kind !== "finished" || !offer || !same(offer.experiment, status.result.experiment)) return;
    this.offer.value = null;
    void this.#next();
  }

  async #next(): Promise<void> {
    const { newest } = await this.#find();
    if (!this.#closed.aborted) this.offer.value ??= newest;
  }

  /** Where a module cannot be loaded, nothing can be said about any run, nor run: nothing is offered, and nothing dropped. */
  async #find(): Promise<{ readonly newest: ResumeOffer | null; readonly elsewhere: readonly string[] }> {
    try {
      const { newest, elsewhere } = await findInterrupted(this.#lab.id, (run) => this.#goesOn(run));
      return { newest: newest && (await this.#offerOf(newest)), elsewhere };
    } catch {
      return { newest: null, elsewhere: [] };
    }
  }

  async #offerOf(run: Interrupted): Promise<ResumeOffer> {
    return { ...run, goesOn: await this.#goesOn({ ...run, tasks: run.fold.tasks }) };
  }

  /** Whether this very code, on the current engine, computed the run. */
  async #goesOn({ engine, code, experiment, tasks }: Head): Promise<boolean> {
    const own = this.#engine;
    if (engine === undefined || code !== own.code) return false;
    return sameEngine(engine, await engineOf(own.pool, this.#lab, experiment, tasks));
  }
}
