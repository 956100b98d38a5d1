import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { PATH_WIDTH } from "../../../../shared/kernels/mcmc/path.ts";
import { useAnswer } from "../../answer.ts";
import type { Draws, McmcProps } from "./draws.ts";
import type { Pane } from "./pane.ts";

export interface State {
  readonly x: number;
  readonly y: number;
  /** Leapfrog steps from the start of the transition; negative backwards. */
  readonly time: number;
  /** What it is: one of PATH of shared/kernels/mcmc/path.ts. */
  readonly mark: number;
}

/** One chain in slow motion. */
export interface Replay {
  readonly playing: boolean;
  readonly chain: number;
  /** The draw that is being made, from 0. */
  readonly draw: number;
  /** States walked so far in making it; null before anything was shown. */
  readonly path: readonly State[] | null;
  readonly start: readonly [number, number];
  readonly end: readonly [number, number];
  /** The whole path is shown. */
  readonly complete: boolean;
  /** The chain stayed where it was. */
  readonly refused: boolean;
  /** Approximate draws per second. */
  readonly speed: number;
  /** Whether it began with the warm-up. */
  readonly ofWarmup: boolean;
  toggle(): void;
  /** Shows one state more, of the next draw after the last. */
  step(): void;
  next(): void;
  setSpeed(speed: number): void;
  /** Begins again, with the first draw or with the first after warm-up. */
  setOfWarmup(ofWarmup: boolean): void;
  setChain(chain: number): void;
}

/** Draws that are asked for at a time. */
const block = 100;

/**
 * Shows the transitions of a finished or unfinished chain one state after the other. Their paths are not kept by a run: the pool walks them again
 * from the same key, so they are the ones that were walked. Those of warm-up are shown on demand: with a step size that is still being sought, a
 * trajectory may leave the picture.
 */
export function useReplay({ experiment, ask }: McmcProps, draws: Draws, place: Pane["place"]): Replay {
  const playing = useSignal(false);
  const chain = useSignal(0);
  const warmup = draws.params.warmup;
  const ofWarmup = useSignal(false);
  const begin = () => (ofWarmup.peek() ? 0 : warmup);
  const draw = useSignal(warmup);
  const state = useSignal(0);
  const shown = useSignal(false);
  const speed = useSignal(4);
  const first = Math.floor(draw.value / block) * block;
  const all = warmup + draws.params.draws;
  const steps = Math.min(first + block, all);
  const chosen = Math.min(chain.value, draws.tasks.length - 1);
  const { answer } = useAnswer(ask, shown.value ? `${chosen} ${first} ${experiment.seed}` : null, () => ({
    task: { kind: "replay", steps, params: { ...experiment.params, chain: chosen, from: first } },
    given: {},
  }));
  // An answer for another block is obsolete.
  const ends = answer?.ends.values;
  const within = draw.value - first;
  const [ofChain, ofDraw] = answer?.of.values ?? [];
  const known = ends !== undefined && ofChain === chosen && ofDraw === first && within < ends.length;
  const from = known && within > 0 ? ends[within - 1] : 0;
  const to = known ? ends[within] : 0;
  const total = Math.max(to - from, 1);

  // Another experiment has other chains: what was played of the one before says nothing about it.
  const about = JSON.stringify(experiment);
  useEffect(() => {
    playing.value = false;
    shown.value = false;
    draw.value = begin();
    state.value = 0;
  }, [about]);

  const after = (one: number) => (one + 1 < all ? one + 1 : begin());
  const advance = () => {
    if (state.peek() < total) state.value++;
    else {
      state.value = 1;
      draw.value = after(draw.peek());
    }
  };
  useEffect(() => {
    if (!playing.value || !known) return;
    // A draw takes the same time however many states it has, so the picture moves evenly.
    const pause = 1000 / speed.value / (total + 1);
    const states = Math.max(1, Math.round(16 / pause));
    const timer = setTimeout(
      () => {
        for (let i = 0; i < states; i++) advance();
      },
      Math.max(pause, 16),
    );
    return () => clearTimeout(timer);
  });

  const values = answer?.path.values;
  const path =
    known && values
      ? Array.from({ length: Math.min(state.value, to - from) }, (_, i): State => {
          const at = PATH_WIDTH * (from + i);
          const [x, y] = place(values[at], values[at + 1]);
          return { x, y, time: values[at + 2], mark: values[at + 3] };
        })
      : null;
  const where = (places: ArrayLike<number> | undefined): readonly [number, number] =>
    known && places ? [places[2 * within], places[2 * within + 1]] : [0, 0];
  const start = place(...where(answer?.start.values));
  // A draw is as it is reported.
  const end = where(answer?.draw.values);
  return {
    playing: playing.value,
    chain: chosen,
    draw: draw.value,
    path: shown.value ? path : null,
    start,
    end,
    complete: state.value >= total,
    refused: start[0] === end[0] && start[1] === end[1],
    speed: speed.value,
    ofWarmup: ofWarmup.value,
    toggle: () => {
      shown.value = true;
      playing.value = !playing.peek();
    },
    step: () => {
      playing.value = false;
      if (shown.peek() && known) {
        state.value = Math.min(state.peek(), total);
        advance();
      } else state.value = 1;
      shown.value = true;
    },
    next: () => {
      playing.value = false;
      if (shown.peek()) draw.value = after(draw.peek());
      shown.value = true;
      state.value = Number.MAX_SAFE_INTEGER;
    },
    setSpeed: (value) => {
      speed.value = value;
    },
    setOfWarmup: (value) => {
      ofWarmup.value = value;
      draw.value = begin();
      state.value = 1;
    },
    setChain: (value) => {
      chain.value = value;
      state.value = 1;
    },
  };
}
