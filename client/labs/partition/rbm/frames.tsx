import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import { t } from "../../../i18n/locale.ts";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { words } from "./words.ts";

/** Sweeps that a frame stands for; see the questions of the lab. */
const sweepsAFrame = 10;

/** The frames of an answer, played once: states of its chains, chains × visible, and the controls of the film. */
export function useFrames(answer: Arrays | null, waiting: boolean) {
  const [total = 0, chains = 0, visible = 0] = answer?.frames.shape ?? [];
  const film = useFilm(total, { milliseconds: 80, once: answer });
  const area = chains * visible;
  const now =
    waiting || total === 0
      ? t(words.thinking)
      : t(words.sweeps, { now: (film.frame + 1) * sweepsAFrame, total: total * sweepsAFrame });
  const most = total * sweepsAFrame;
  const states = answer?.frames.values.subarray(film.frame * area, (film.frame + 1) * area) ?? new Uint8Array(0);
  return {
    states: { shape: [chains, visible], values: states } satisfies NDArray as NDArray,
    controls: (
      <FilmControls film={film} label={t(words.time)} now={now} longest={t(words.sweeps, { now: most, total: most })} />
    ),
  };
}
