/** A text that the edge writes, piece by piece: what came stays, and whatever cuts the stream, it goes on behind that with the same characters. */
import { signal } from "@preact/signals";
import type { Choosing } from "../../../shared/texts/choose.ts";
import { accepted, EdgeError, fetchOrFail } from "../api.ts";
import { eventsOf } from "./events.ts";

export interface TextAsked extends Choosing {
  readonly prefix: string;
  readonly seed: number;
}

export interface TextWritten {
  readonly asked: TextAsked;
  readonly characters: readonly string[];
  readonly probabilities: readonly number[];
}

export type WriterState =
  | { readonly kind: "idle" | "writing" | "stopped" | "written" | "ended" }
  /** Cut, and tried again by itself: `tries` so far. */
  | { readonly kind: "cut"; readonly tries: number }
  /** Tried too often, or refused. */
  | { readonly kind: "failed"; readonly error: unknown };

/** Characters of a request. */
const PIECE = 64;
/** Milliseconds before each new try; then it is left to the reader. */
const WAITS = [300, 1000, 2000, 4000, 8000];

interface Piece {
  readonly text: string;
  readonly probabilities: readonly number[];
  readonly next: number | null;
}

/** `window`: characters that the model reads at most. `wait`: resolves after so many milliseconds, or rejects once the signal is aborted. */
export function textWriter(link: string, window: number, wait: Wait = waitHere) {
  const state = signal<WriterState>({ kind: "idle" });
  const text = signal<TextWritten | null>(null);
  let stop = new AbortController();

  /** One request, read to its end: whether the text has ended. Throws where it was cut before. */
  async function piece(asked: TextAsked, length: number, own: AbortSignal): Promise<boolean> {
    const { characters = [] } = text.peek() ?? {};
    const from = characters.length;
    const written = characters.slice(-Math.max(window, 1)).join("");
    const response = await accepted(
      await fetchOrFail(() =>
        fetch(`/api/x/${link}/text`, {
          method: "POST",
          headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
          body: JSON.stringify({ ...asked, written, ...(from > window && { from }), length }),
          signal: own,
        }),
      ),
    );
    if (response.body === null) throw new StreamCut();
    for await (const { name, data } of eventsOf(response.body)) {
      // A text that was begun anew meanwhile is not this one's.
      if (own.aborted) return false;
      if (name === "end") return (data as Piece).next === null;
      const { text: more, probabilities } = data as Piece;
      const before = text.peek();
      text.value = {
        asked,
        characters: [...(before?.characters ?? []), ...more],
        probabilities: [...(before?.probabilities ?? []), ...probabilities],
      };
    }
    throw new StreamCut();
  }

  async function goOn(asked: TextAsked, until: number): Promise<void> {
    stop.abort();
    stop = new AbortController();
    const { signal: own } = stop;
    const end = await piecesTo(asked, until, own);
    if (!own.aborted) state.value = end;
  }

  /** Until so many characters are there, or nothing more can be had. */
  async function piecesTo(asked: TextAsked, until: number, own: AbortSignal): Promise<WriterState> {
    let tries = 0;
    const count = () => text.peek()?.characters.length ?? 0;
    state.value = { kind: "writing" };
    while (count() < until) {
      const before = count();
      try {
        if (await piece(asked, Math.min(PIECE, until - before), own)) return { kind: "ended" };
        tries = 0;
        if (!own.aborted) state.value = { kind: "writing" };
      } catch (error) {
        // Whatever came counts as a success.
        if (count() > before) tries = 0;
        if (own.aborted || !canHelp(error) || tries === WAITS.length) return { kind: "failed", error };
        state.value = { kind: "cut", tries: tries + 1 };
        await wait(WAITS[tries++], own).catch(() => {});
      }
      if (own.aborted) return { kind: "stopped" };
    }
    return { kind: "written" };
  }

  return {
    state,
    text,
    /** Begins anew. */
    write(asked: TextAsked, length: number): Promise<void> {
      text.value = { asked, characters: [], probabilities: [] };
      return goOn(asked, length);
    },
    /** Goes on behind what is there. */
    more(length: number): Promise<void> {
      const now = text.peek();
      return now ? goOn(now.asked, now.characters.length + length) : Promise.resolve();
    },
    stop(): void {
      stop.abort();
      const { kind } = state.peek();
      if (kind === "writing" || kind === "cut") state.value = { kind: "stopped" };
    },
  };
}
export type TextWriter = ReturnType<typeof textWriter>;

type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

const waitHere: Wait = (milliseconds, own) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    own.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(own.reason);
    });
  });

/** A stream that ended without its last event. */
class StreamCut extends Error {
  override readonly name = "StreamCut";
}

/** Whether asking again may help: after a cut, and where the edge itself is in trouble; what it refused it refuses again. */
const canHelp = (error: unknown) => !(error instanceof EdgeError) || error.status === 0 || error.status >= 500;
