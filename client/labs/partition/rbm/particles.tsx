import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { NDArray } from "../../../../shared/arrays.ts";
import { t } from "../../../i18n/locale.ts";
import { useAnswer } from "../../answer.ts";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import type { ViewProps } from "../../view.ts";
import { machineKey, parametersOf } from "./state.ts";
import { words } from "./words.ts";

/** Sweeps that particles go on for when they are let go. */
const sweeps = 80;

/**
 * Fantasy particles that can be let go once training has ended: from where learning left them, beside the minibatch that they were compared with, they go
 * on by Gibbs sampling. The states to draw, whether they are still the compared ones, and the controls.
 */
export function useParticles(
  props: ViewProps,
  particles: NDArray | undefined,
): { readonly states: NDArray | undefined; readonly moved: boolean; readonly controls: ComponentChildren } {
  const round = useSignal(0);
  const machine = parametersOf(props);
  const trained = props.fold.output("train") !== undefined && machine !== undefined;
  const key = trained && particles && round.value > 0 ? `${machineKey(props)} ${round.value}` : null;
  const { answer } = useAnswer(props.ask, key, () => ({
    task: { kind: "move", steps: sweeps, params: { round: round.value } },
    given: { ...machine, ...(particles && { particles }) },
  }));
  const frames = key === null ? undefined : answer?.frames;
  const film = useFilm(frames ? frames.shape[0] + 1 : 0, { milliseconds: 120, once: frames ?? null });
  if (!trained || !particles) return { states: particles, moved: false, controls: null };
  const now = t(words.sweeps, { now: film.frame, total: sweeps });
  const controls =
    round.value === 0 ? (
      <div class="part-controls" data-act="move">
        <button type="button" onClick={() => round.value++}>
          {t(words.letGo)}
        </button>
      </div>
    ) : (
      <FilmControls film={film} label={t(words.time)} now={now} />
    );
  if (!frames || film.frame === 0) return { states: particles, moved: false, controls };
  const [, rows, visible] = frames.shape;
  const from = (film.frame - 1) * rows * visible;
  return {
    states: { shape: [rows, visible], values: frames.values.subarray(from, from + rows * visible) },
    moved: true,
    controls,
  };
}
