import { useSignal } from "@preact/signals";
import type { Arrays } from "../../../../shared/arrays.ts";
import type { DbnParams } from "../../../../shared/labs/partition/dbn/fields.ts";
import { SWEEPS } from "../../../../shared/labs/partition/dbn/numbers.ts";
import { asGiven } from "../../../../shared/labs/partition/dbn/stack.ts";
import { t } from "../../../i18n/locale.ts";
import { type Answer, useAnswer } from "../../answer.ts";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { Select } from "../../parts/select.tsx";
import { shapeOf } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";
import { labelsOf, stackKey, stackOf } from "./state.ts";
import { words } from "./words.ts";

const count = 12;
const frames = 40;
/** Dreams of each class, side by side, and classes that have a row. */
const perClass = 8;
const mostRows = 20;

type Props = ViewProps<DbnParams>;

/** What the first layer dreams alone, the first two, and so on, on one film. */
export function DreamsView(props: Props) {
  const round = useSignal(0);
  const machines = stackOf(props);
  const labels = labelsOf(props, machines);
  const chosen = useSignal(EACH);
  const held = heldBy(chosen.value, labels);
  const names = Array.from({ length: labels }, (_, k) => props.data?.classes?.[k] ?? String(k));
  const asked = useDreams(props, machines, { round: round.value, labels, chosen: chosen.value });
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
          longest={t(words.sweeps, { now: total, total })}
        />
        {labels > 0 && (
          <Select
            act="class"
            label={t(words.dreamClass)}
            names={[t(words.eachClass), t(words.anyClass), ...names]}
            value={chosen.value}
            onChoose={(at) => (chosen.value = at)}
          />
        )}
        <button type="button" data-act="again" onClick={() => round.value++}>
          {t(words.again)}
        </button>
      </div>
      <div class="part-pair">
        {props.experiment.params.hidden.map((_, l, { length }) => {
          const answer = known[l]?.answer;
          // Room for what has not dreamt yet: nothing moves when it does.
          return answer ? (
            <Dream
              key={l}
              {...props}
              depth={l + 1}
              answer={answer}
              frame={film.frame}
              ofClass={l + 1 === length && held ? { held, names } : undefined}
            />
          ) : (
            <div key={l} />
          );
        })}
      </div>
      <p class="part-caption">{t(labels > 0 ? words.classDreamsNote : words.dreamsNote)}</p>
    </>
  );
}

/** Choices of the class before the classes themselves. */
const [EACH, ANY] = [0, 1];

/** The class of each chain; undefined where labels are left to the machine, or there are none. */
function heldBy(chosen: number, labels: number): readonly number[] | undefined {
  if (labels === 0 || chosen === ANY) return undefined;
  if (chosen > ANY) return Array.from({ length: count }, () => chosen - ANY - 1);
  return Array.from({ length: perClass * Math.min(labels, mostRows) }, (_, n) => Math.floor(n / perClass));
}

interface Asked {
  readonly round: number;
  readonly labels: number;
  readonly chosen: number;
}

/** One question per depth; a stack has at most four machines, of which the last may see labels. */
function useDreams(props: Props, machines: readonly Arrays[], { round, labels, chosen }: Asked): readonly Answer[] {
  const held = heldBy(chosen, labels);
  const paramsOf = (depth: number) => {
    if (labels === 0 || depth < machines.length) return { count, depth, round };
    return { count: held?.length ?? count, depth, round, classes: labels, ...(held && { held }) };
  };
  const of = (depth: number) =>
    [
      depth <= machines.length
        ? `${stackKey(props, depth)} ${round}${labels > 0 && depth === machines.length ? ` ${chosen}` : ""}`
        : null,
      () => ({
        task: { kind: "dream", steps: frames, params: paramsOf(depth) },
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
  ofClass,
}: Props & {
  readonly depth: number;
  readonly answer: Arrays;
  readonly frame: number;
  /** The class of each picture, and what classes are called. */
  readonly ofClass: { readonly held: readonly number[]; readonly names: readonly string[] } | undefined;
}) {
  const [total, chains, visible] = answer.frames.shape;
  const at = Math.min(frame, total - 1) * chains * visible;
  const { held = [], names = [] } = ofClass ?? {};
  const isByClass = new Set(held).size > 1;
  return (
    <PictureRows
      title={depth === 1 ? t(words.dreamOfOne) : t(words.dreamOf, { depth })}
      {...(isByClass && { note: t(words.rowPerClass, { classes: names.join(", ") }), columns: perClass })}
      rows={{ shape: [chains, visible], values: answer.frames.values.subarray(at, at + chains * visible) }}
      rowName={(n) =>
        `${held.length > n ? `${t(words.classOf, { name: names[held[n]] })}, ` : ""}${t(words.sample)} ${n + 1}`
      }
      shape={shapeOf(data, visible)}
      range={[0, 1]}
      height={isByClass ? 330 : 190}
      maxScale={10}
      framed
    />
  );
}
