import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { t } from "../../../i18n/locale.ts";
import { useAnswer } from "../../answer.ts";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { blockOf } from "../../parts/matrix.ts";
import type { ViewProps } from "../../view.ts";
import { machineKey, type Phase, parametersOf } from "./state.ts";
import { words } from "./words.ts";

/** Sweeps that particles go on for when they are let go. */
const sweeps = 80;

interface Particles {
  /** The negative phase as it is to be drawn. */
  readonly phase: Phase | undefined;
  /** They are no longer those that were compared with the data. */
  readonly moved: boolean;
  readonly controls: ComponentChildren;
}

/**
 * Fantasy particles that can be let go once training has ended: from where learning left them, beside the minibatch that they were compared with, they go
 * on by Gibbs sampling.
 */
export function useParticles(props: ViewProps, phase: Phase | undefined): Particles {
  const particles = phase?.states;
  const round = useSignal(0);
  const machine = parametersOf(props);
  const trained = props.fold.output("train") !== undefined && machine !== undefined;
  const key = trained && particles && round.value > 0 ? `${machineKey(props)} ${round.value}` : null;
  const { answer } = useAnswer(props.ask, key, () => ({
    task: { kind: "move", steps: sweeps, params: { round: round.value } },
    given: { ...machine, ...(particles && { particles }) },
  }));
  const { frames, hidden } = (key !== null && answer) || {};
  const film = useFilm(frames ? frames.shape[0] + 1 : 0, { milliseconds: 120, once: frames ?? null });
  if (!trained || !particles) return { phase, moved: false, controls: null };
  const now = t(words.sweeps, { now: film.frame, total: sweeps });
  const controls =
    round.value === 0 ? (
      <div class="part-controls" data-act="move">
        <button type="button" onClick={() => round.value++}>
          {t(words.letGo)}
        </button>
      </div>
    ) : (
      <FilmControls
        film={film}
        label={t(words.time)}
        now={now}
        longest={t(words.sweeps, { now: sweeps, total: sweeps })}
      />
    );
  if (!frames || !hidden || film.frame === 0) return { phase, moved: false, controls };
  return {
    phase: { states: blockOf(frames, film.frame - 1), hidden: blockOf(hidden, film.frame - 1) },
    moved: true,
    controls,
  };
}
