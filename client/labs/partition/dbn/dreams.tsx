import { useSignal } from "@preact/signals";
import type { Arrays } from "../../../../shared/arrays.ts";
import type { DbnParams } from "../../../../shared/labs/partition/dbn/fields.ts";
import { SWEEPS } from "../../../../shared/labs/partition/dbn/numbers.ts";
import { asGiven } from "../../../../shared/labs/partition/dbn/stack.ts";
import { t } from "../../../i18n/locale.ts";
import { type Answer, useAnswer } from "../../answer.ts";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { shapeOf } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";
import { stackKey, stackOf } from "./state.ts";
import { words } from "./words.ts";

const count = 12;
const frames = 40;

type Props = ViewProps<DbnParams>;

/** What the first layer dreams alone, the first two, and so on, on one film. */
export function DreamsView(props: Props) {
  const round = useSignal(0);
  const machines = stackOf(props);
  const asked = useDreams(props, machines, round.value);
  const known = asked.slice(0, machines.length);
  const newest = known.length > 0 ? known[known.length - 1].answer : null;
  const film = useFilm(frames, { milliseconds: 90, once: newest });
  if (machines.length === 0) return <p class="part-caption">{t(props.fold.finished ? words.cutOff : words.notYet)}</p>;
  const isWaiting = known.some(({ answer }) => answer === null);
  const total = frames * SWEEPS;
  return (
    <>
      <div class="part-controls">
        <FilmControls
          film={film}
          label={t(words.time)}
          now={isWaiting ? t(words.thinking) : t(words.sweeps, { now: (film.frame + 1) * SWEEPS, total })}
        />
        <button type="button" data-act="again" onClick={() => round.value++}>
          {t(words.again)}
        </button>
      </div>
      <div class="part-pair">
        {known.map(
          ({ answer }, l) => answer && <Dream key={l} {...props} depth={l + 1} answer={answer} frame={film.frame} />,
        )}
      </div>
      <p class="part-caption">{t(words.dreamsNote)}</p>
    </>
  );
}

/** One question per depth; a stack has at most four machines. */
function useDreams(props: Props, machines: readonly Arrays[], round: number): readonly Answer[] {
  const of = (depth: number) =>
    [
      depth <= machines.length ? `${stackKey(props, depth)} ${round}` : null,
      () => ({
        task: { kind: "dream", steps: frames, params: { count, depth, round } },
        given: asGiven(machines.slice(0, depth)),
      }),
    ] as const;
  const first = useAnswer(props.ask, ...of(1));
  const second = useAnswer(props.ask, ...of(2));
  const third = useAnswer(props.ask, ...of(3));
  const fourth = useAnswer(props.ask, ...of(4));
  return [first, second, third, fourth];
}

function Dream({
  depth,
  answer,
  frame,
  data,
}: Props & { readonly depth: number; readonly answer: Arrays; readonly frame: number }) {
  const [total, chains, visible] = answer.frames.shape;
  const at = Math.min(frame, total - 1) * chains * visible;
  return (
    <PictureRows
      title={depth === 1 ? t(words.dreamOfOne) : t(words.dreamOf, { depth })}
      rows={{ shape: [chains, visible], values: answer.frames.values.subarray(at, at + chains * visible) }}
      rowName={(n) => `${t(words.sample)} ${n + 1}`}
      shape={shapeOf(data, visible)}
      range={[0, 1]}
      height={190}
      maxScale={10}
      framed
    />
  );
}
