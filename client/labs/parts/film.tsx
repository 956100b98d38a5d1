import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n/locale.ts";
import { useLongest } from "./longest.ts";
import { words } from "./words.ts";
import "./parts.css";

export interface Film {
  /** Frame that is shown, from 0. */
  readonly frame: number;
  readonly total: number;
  readonly playing: boolean;
  toggle(): void;
  /** Goes to a frame, playing or not. */
  seek(frame: number): void;
}

interface FilmOptions {
  /** How long a frame is shown. */
  readonly milliseconds: number;
  /**
   * Each new non-null value is a film played once from its start (with reduced motion its last frame is shown at once). Without it the film
   * stands still until it is played, and then loops.
   */
  readonly once?: object | null;
  /** Holds the frame where other views show the same moment; default one of its own. */
  readonly frame?: Signal<number>;
}

/** Time that passes over `total` frames. */
export function useFilm(total: number, { milliseconds, once, frame: shared }: FilmOptions): Film {
  const own = useSignal(0);
  const frame = shared ?? own;
  const playing = useSignal(false);
  useEffect(() => {
    if (!once) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    frame.value = calm ? total - 1 : 0;
    playing.value = !calm;
  }, [once, total, frame, playing]);
  useEffect(() => {
    if (!playing.value || total === 0) return;
    const timer = setTimeout(() => {
      // It was stopped after this timer was set, and the page has not come to clear it yet.
      if (!playing.peek()) return;
      const next = frame.peek() + 1;
      if (once === undefined) frame.value = next % total;
      else if (next < total) frame.value = next;
      if (once !== undefined && next + 1 >= total) playing.value = false;
    }, milliseconds);
    return () => clearTimeout(timer);
  });
  return {
    frame: Math.min(frame.value, Math.max(total - 1, 0)),
    total,
    playing: playing.value,
    toggle() {
      if (!playing.peek() && frame.peek() + 1 >= total) frame.value = 0;
      playing.value = !playing.peek();
    },
    seek(to) {
      frame.value = to;
    },
  };
}

interface FilmControlsProps {
  readonly film: Film;
  /** What the slider moves over. */
  readonly label: string;
  /** Where the film is, in words. */
  readonly now: string;
  /** The longest that these words become, where that is not how they begin: the slider keeps its place while they change. */
  readonly longest?: string;
}

/** Play, and a slider over all frames. */
export function FilmControls({ film, label, now, longest }: FilmControlsProps) {
  const widest = useLongest(now, longest);
  return (
    <div class="part-film" data-act="play">
      <button
        type="button"
        data-longest={t(film.playing ? words.play : words.stop)}
        disabled={film.total === 0}
        onClick={film.toggle}
      >
        {t(film.playing ? words.stop : words.play)}
      </button>
      <input
        type="range"
        aria-label={label}
        aria-valuetext={now}
        min={0}
        max={Math.max(film.total - 1, 0)}
        value={film.frame}
        onInput={(event) => {
          if (film.playing) film.toggle();
          film.seek(Number(event.currentTarget.value));
        }}
      />
      <output class="part-number" data-longest={widest} aria-live="off">
        {now}
      </output>
    </div>
  );
}
