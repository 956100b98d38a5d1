import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Arrays } from "../../../../shared/arrays.ts";
import { t } from "../../../i18n/locale.ts";
import { words } from "./words.ts";
import "./rbm.css";

/** Sweeps that a frame stands for; see the questions of the lab. */
const sweepsAFrame = 10;
const milliseconds = 80;

export interface Film {
  /** Frame that is shown, from 0. */
  readonly frame: number;
  readonly total: number;
  readonly playing: boolean;
  /** Values of the frame, chains × visible, in [0, 1]. */
  readonly values: ArrayLike<number>;
  toggle(): void;
  show(frame: number): void;
}

/** Plays the frames of an answer once from the start. With reduced motion the last frame stands at once. */
export function useFilm(answer: Arrays | null): Film {
  const frame = useSignal(0);
  const playing = useSignal(false);
  const [total = 0, chains = 0, visible = 0] = answer?.frames.shape ?? [];
  useEffect(() => {
    if (answer === null) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    frame.value = calm ? total - 1 : 0;
    playing.value = !calm;
  }, [answer, total, frame, playing]);
  useEffect(() => {
    if (!playing.value) return;
    const timer = setTimeout(() => {
      if (frame.peek() + 1 < total) frame.value++;
      if (frame.peek() + 1 >= total) playing.value = false;
    }, milliseconds);
    return () => clearTimeout(timer);
  });
  const shown = Math.min(frame.value, Math.max(total - 1, 0));
  const area = chains * visible;
  return {
    frame: shown,
    total,
    playing: playing.value,
    values: answer?.frames.values.subarray(shown * area, (shown + 1) * area) ?? [],
    toggle() {
      if (!playing.peek() && frame.peek() + 1 >= total) frame.value = 0;
      playing.value = !playing.peek();
    },
    show(to) {
      playing.value = false;
      frame.value = to;
    },
  };
}

/** Play, and a slider over the time of sampling. */
export function FilmControls({ film, waiting }: { readonly film: Film; readonly waiting: boolean }) {
  return (
    <div class="rbm-controls">
      <button type="button" disabled={film.total === 0} onClick={film.toggle}>
        {t(film.playing ? words.stop : words.play)}
      </button>
      <input
        type="range"
        aria-label={t(words.time)}
        min={0}
        max={Math.max(film.total - 1, 0)}
        value={film.frame}
        onInput={(event) => film.show(Number(event.currentTarget.value))}
      />
      <span class="rbm-number" aria-live="off">
        {waiting || film.total === 0
          ? t(words.thinking)
          : t(words.sweeps, { now: (film.frame + 1) * sweepsAFrame, total: film.total * sweepsAFrame })}
      </span>
    </div>
  );
}
