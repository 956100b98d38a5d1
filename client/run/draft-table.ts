import { type ReadonlySignal, signal } from "@preact/signals";
import { documentTable } from "../../shared/data/document-table.ts";
import type { Table } from "../../shared/data/table.ts";
import type { DataRef } from "../../shared/experiment/experiment.ts";
import { filesOf } from "../../shared/experiment/files.ts";
import { type Draft, sameData } from "./draft.ts";
import type { DataState, SessionOptions } from "./session-types.ts";

type TableOptions = Pick<SessionOptions, "lab" | "loadData" | "asksFirst" | "shapesOf">;

/** The table that the draft names, as state for the form and as value for the run: made once for both. */
export class DraftTable {
  readonly state = signal<DataState>({ kind: "none" });
  readonly #options: TableOptions;
  readonly #draft: ReadonlySignal<Draft>;
  readonly #onShapes: (shaped: DataRef) => void;
  /** The table that is being made, and what stops that. */
  #coming: Promise<Table | null> = Promise.resolve(null);
  #making = new AbortController();
  /** The shapes of the files are being found: the experiment is not the one to be run yet. */
  #shaping: Promise<void> | null = null;

  /** `onShapes`: the files of the draft have these shapes as they are read now. */
  constructor(options: TableOptions, draft: ReadonlySignal<Draft>, onShapes: (shaped: DataRef) => void) {
    this.#options = options;
    this.#draft = draft;
    this.#onShapes = onShapes;
  }

  get shaping(): Promise<void> | null {
    return this.#shaping;
  }

  /** Settles once a table with a model has been read: until then it is not known where that runs. */
  get comingModel(): Promise<void> | null {
    const now = this.state.value;
    const files = filesOf(now.kind === "loading" ? now.ref : null);
    const hasModel = files.some(({ format }) => format === "safetensors");
    const go = () => {};
    return this.#options.lab.onlyRuns && hasModel ? this.#coming.then(go, go) : null;
  }

  /** A table that is made already. */
  give(ref: DataRef, table: Table): void {
    this.state.value = { kind: "ready", ref, table };
  }

  /** The table for the form, unless it takes so much that the reader is asked first. */
  show(): void {
    const ref = this.#ref;
    const now = this.state.value;
    if (now.kind !== "none" && sameData(now.ref, ref)) return;
    // A graph needs no making: a picture that follows its edits would flicker otherwise.
    if (ref !== null && !("files" in ref) && "document" in ref && !this.#options.lab.prepare)
      this.give(ref, documentTable(ref.document));
    else if (this.#options.asksFirst?.(ref)) this.state.value = { kind: "waiting", ref };
    else this.load().catch(() => {});
  }

  async load(): Promise<Table | null> {
    const ref = this.#ref;
    const now = this.state.value;
    if (ref === null) {
      this.state.value = { kind: "none" };
      return null;
    }
    if (now.kind === "ready" && sameData(now.ref, ref)) return now.table;
    if (now.kind === "loading" && sameData(now.ref, ref)) return this.#coming;
    this.state.value = { kind: "loading", ref };
    this.#making = new AbortController();
    this.#coming = this.#make(ref, this.#making.signal);
    return this.#coming;
  }

  /** A choice of how files are read may change how many rows and columns they have: the experiment says so, and nothing is there to undo. */
  shape(): void {
    const shaping = this.#findShapes().finally(() => {
      if (this.#shaping === shaping) this.#shaping = null;
    });
    this.#shaping = shaping;
  }

  stop(): void {
    this.#making.abort();
    if (this.state.value.kind === "loading") this.state.value = { kind: "none" };
  }

  close(): void {
    this.#making.abort();
  }

  get #ref(): DataRef {
    return this.#draft.value.experiment.data;
  }

  async #make(ref: DataRef, stop: AbortSignal): Promise<Table | null> {
    const isCurrent = () => !stop.aborted && sameData(this.#ref, ref);
    try {
      const table = await this.#options.loadData(ref, stop);
      if (isCurrent()) this.state.value = table ? { kind: "ready", ref, table } : { kind: "none" };
      return table;
    } catch (error) {
      if (isCurrent()) this.state.value = { kind: "failed", ref, error };
      throw error;
    }
  }

  async #findShapes(): Promise<void> {
    const ref = this.#ref;
    const shaped = await this.load()
      .then(() => this.#options.shapesOf?.(ref) ?? ref)
      // Files that cannot be read so have no other shape; what is wrong is said beside the data.
      .catch(() => ref);
    if (shaped === ref || !sameData(this.#ref, ref)) return;
    const now = this.state.value;
    if (now.kind !== "none") this.state.value = { ...now, ref: shaped };
    this.#onShapes(shaped);
  }
}
