import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { NDArray } from "../../../../../shared/arrays.ts";
import type { EvolveParams } from "../../../../../shared/labs/graphs/markov-field/sample/evolve.ts";
import type { LatticeParams } from "../../../../../shared/labs/graphs/markov-field/sample/lattice.ts";
import type { ViewProps } from "../../../view.ts";

/** Sweeps whose energy and magnetisation are kept to be drawn. */
const KEPT = 300;
/** Pictures between two drawings of the curves: the lattice alone is drawn at every picture. */
const PICTURES = 6;

export interface Trace {
  readonly energy: readonly number[];
  readonly magnetisation: readonly number[];
}

export interface Live {
  /** The lattice as it stands (`packSpins`), once it has been started. */
  spins(): NDArray | undefined;
  /** Sweeps since it was started. */
  readonly sweeps: number;
  readonly trace: Trace;
  readonly playing: boolean;
  play(): void;
  pause(): void;
  /** One picture on. */
  step(): void;
  /** Begins anew: hot, cold, or (undefined) where the run is. */
  restart(start?: "hot" | "cold"): void;
}

interface LiveOptions {
  readonly ask: ViewProps["ask"];
  /** Those of the next picture: temperature and field may change from one to the next. */
  params(): LatticeParams & { readonly sweeps: number };
  /** What it starts from where it has not been started. */
  base(): NDArray | undefined;
  draw(spins: NDArray): void;
}

const empty: Trace = { energy: [], magnetisation: [] };

/**
 * A lattice that goes on sweep by sweep on the pool, while the page only draws: a picture is asked for, drawn in the next frame, and given back with the next
 * question. So whatever the reader chooses counts from the next picture on, and nothing starts again.
 */
export function useLive({ ask, params, base, draw }: LiveOptions): Live {
  const state = useRef({ spins: undefined as NDArray | undefined, from: 0, pictures: 0, trace: empty, busy: false });
  const playing = useSignal(false);
  const shown = useSignal<{ readonly trace: Trace; readonly sweeps: number }>({ trace: empty, sweeps: 0 });
  const failure = useSignal<unknown>(null);
  const now = useRef({ ask, params, base, draw });
  now.current = { ask, params, base, draw };
  const control = useRef(new AbortController());

  const show = () => {
    shown.value = { trace: state.current.trace, sweeps: state.current.from };
  };
  const take = (spins: NDArray, trace: NDArray | undefined) => {
    const own = state.current;
    const rows = trace?.shape[0] ?? 0;
    const column = (c: number) => Array.from({ length: rows }, (_, n) => Number(trace?.values[2 * n + c]));
    own.spins = spins;
    own.from += rows;
    own.trace = {
      energy: [...own.trace.energy, ...column(0)].slice(-KEPT),
      magnetisation: [...own.trace.magnetisation, ...column(1)].slice(-KEPT),
    };
    now.current.draw(spins);
    if (own.pictures++ % PICTURES === 0 || !playing.peek()) show();
  };
  const evolve = async (change: Partial<EvolveParams> = {}) => {
    const own = state.current;
    if (own.busy) return;
    own.busy = true;
    const { signal } = control.current;
    const given = own.spins ?? now.current.base();
    const asked = { ...now.current.params(), start: "hot" as const, from: own.from, ...change };
    try {
      const isFresh = change.start !== undefined || given === undefined;
      const task = { kind: "evolve", steps: 1, params: { ...asked } };
      const answer = await now.current.ask(task, isFresh ? {} : { spins: given }, signal);
      if (!signal.aborted) take(answer.spins, answer.trace);
    } catch (error) {
      if (!signal.aborted) failure.value = error;
    }
    if (!signal.aborted) own.busy = false;
  };
  const loop = async () => {
    const { signal } = control.current;
    while (playing.peek() && !signal.aborted) {
      await evolve();
      await nextFrame();
    }
    if (!signal.aborted) show();
  };
  const restart = (start?: "hot" | "cold") => {
    control.current.abort();
    control.current = new AbortController();
    state.current = { spins: undefined, from: 0, pictures: 0, trace: empty, busy: false };
    show();
    const wasPlaying = playing.peek();
    if (start !== undefined) {
      void evolve({ start, sweeps: 0 }).then(() => {
        if (wasPlaying) void loop();
      });
      return;
    }
    playing.value = false;
    const spins = now.current.base();
    if (spins) now.current.draw(spins);
  };
  useEffect(() => {
    restart();
    return () => {
      playing.value = false;
      control.current.abort();
    };
  }, []);
  if (failure.value !== null) throw failure.value;
  return {
    spins: () => state.current.spins,
    sweeps: shown.value.sweeps,
    trace: shown.value.trace,
    playing: playing.value,
    play() {
      playing.value = true;
      void loop();
    },
    pause() {
      playing.value = false;
    },
    step: () => void evolve(),
    restart,
  };
}

const nextFrame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
