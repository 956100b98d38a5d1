import { useEffect, useMemo } from "preact/hooks";
import { sources } from "../../../../shared/kernels/bayes-net/messages.ts";
import type { CourseParams } from "../../../../shared/labs/graphs/messages/course.ts";
import {
  beliefsAfter,
  type Course,
  type MessageFrame,
  messageFrames,
  roundBeliefs,
} from "../../../../shared/labs/graphs/messages/frames.ts";
import type { Net, ProbabilisticGraph } from "../../../../shared/labs/graphs/messages/net.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import type { ViewProps } from "../../view.ts";
import { Trouble } from "../trouble.tsx";
import { beliefColumns } from "./columns.ts";
import { type Courses, numbersOf, type Shown, useCourse } from "./course.ts";
import { say, sayShares } from "./say.ts";
import { Topic } from "./topic.tsx";
import { words } from "./words.ts";
import "./messages.css";

export interface MessagesProps extends Shown, Pick<ViewProps, "ask"> {
  readonly document: ProbabilisticGraph;
  readonly params: CourseParams;
  /** What was sent by a run, where that was of this very question. */
  readonly ran: Course | undefined;
  /** State that is seen, by node. */
  readonly evidence: Readonly<Record<string, string>>;
  /** A state is seen from now on, or no longer. Absent where nothing can be changed. */
  readonly onPress: ((node: string, state: string) => void) | undefined;
}

/** Messages one by one on the factor graph of a document, with what is believed after each. */
export function Messages(props: MessagesProps) {
  const { net, params, evidence, onPress } = props;
  const courses = useCourse(props, props.document, params, props.ran);
  const film = useCourseFilm(net, courses);
  const isSum = params.algorithm === "sum-product";
  const exact = isSum ? numbersOf(net, courses.course?.exact) : undefined;
  const { frames } = film.moment;
  const cures = courses.conflict.flatMap((v) => {
    const node = net.compiled.document.nodes[v].name;
    return Object.hasOwn(evidence, node) ? [{ node, state: evidence[node] }] : [];
  });
  return (
    <Topic
      {...props}
      believed={film.believed}
      right={exact}
      isSum={isSum}
      unsettled={courses.course ? unsettledRounds(courses.course, params) : undefined}
      moment={film.moment}
      columns={() => (frames.length > 0 ? messageColumns(props, frames) : beliefColumns(net, film.believed, exact))}
    >
      {courses.error ? (
        <Trouble
          error={courses.error}
          document={props.document}
          cures={cures}
          onForget={onPress && (({ node, state = "" }) => onPress(node, state))}
        />
      ) : courses.price !== undefined ? (
        <p class="part-warning">{t(words.tooDear, { price: formatNumber(courses.price, locale.value, 2) })}</p>
      ) : courses.course ? (
        <CourseOf {...props} {...film} course={courses.course} />
      ) : (
        <p class="part-caption messages-told">{t(words.computing)}</p>
      )}
    </Topic>
  );
}

/** After how many rounds messages still changed; undefined where they came to rest, or are still under way. */
function unsettledRounds({ isOver, residuals }: Course, { tolerance }: CourseParams): number | undefined {
  const rounds = residuals.length;
  return isOver && rounds > 0 && !(residuals[rounds - 1] <= tolerance) ? rounds : undefined;
}

/** The messages as a film. */
function useCourseFilm(net: Net, { course, before }: Courses) {
  const { wiring } = net;
  const frames = useMemo(() => course && messageFrames(course, wiring), [course, wiring]);
  const rounds = useMemo(() => (course && !frames ? roundBeliefs(course, wiring) : []), [course, frames, wiring]);
  const total = 1 + (frames?.length ?? rounds.length);
  const film = useFilm(total, { milliseconds: 700 });
  // What it has come to is seen first; the way there, by playing it or going back.
  useEffect(() => film.seek(total - 1), [course, total]);
  const sent = film.frame;
  const believed = useMemo(() => {
    if (frames) return beliefsAfter(wiring, frames, sent);
    return rounds[sent - 1] ?? numbersOf(net, course ? course.beliefs : before);
  }, [frames, rounds, sent, course, before, net]);
  return { film, isKept: Boolean(frames), moment: { frames: frames ?? [], sent }, believed };
}

type CourseFilm = ReturnType<typeof useCourseFilm>;

/** How far it is, and what its newest message says. */
function CourseOf(props: MessagesProps & CourseFilm & { readonly course: Course }) {
  const { film, isKept, moment, course } = props;
  if (film.total === 1 && !course.isOver) return <p class="part-caption">{t(words.empty)}</p>;
  return (
    <>
      {film.total > 1 && <Player film={film} frames={isKept ? moment.frames : undefined} />}
      <p class="part-caption messages-told" aria-live="polite">
        {isKept ? sentenceOf(props, moment.frames[moment.sent - 1]) : t(words.notKept)}
      </p>
    </>
  );
}

interface PlayerProps {
  readonly film: CourseFilm["film"];
  readonly frames: readonly MessageFrame[] | undefined;
}

/** Play, a slider over all messages, one on, one back, and to the next round. */
function Player({ film, frames }: PlayerProps) {
  const current = frames?.[film.frame - 1];
  const round = current?.round ?? 0;
  const next = frames ? frames.findIndex((frame) => frame.round > round) + 1 : 0;
  const seek = (to: number) => {
    if (film.playing) film.toggle();
    film.seek(to);
  };
  const now =
    film.frame === 0
      ? t(words.start)
      : current
        ? t(words.now, { round: current.round, place: current.place, of: current.of })
        : t(words.nowRound, { round: film.frame, rounds: film.total - 1 });
  return (
    <>
      <FilmControls film={film} label={t(frames ? words.film : words.filmRounds)} now={now} />
      <div class="part-controls" data-act="step">
        <button type="button" class="small" disabled={film.frame === 0} onClick={() => seek(film.frame - 1)}>
          {t(words.back)}
        </button>
        <button
          type="button"
          class="small"
          disabled={film.frame >= film.total - 1}
          onClick={() => seek(film.frame + 1)}
        >
          {t(words.next)}
        </button>
        {frames && (
          <button type="button" class="small" disabled={next === 0} onClick={() => seek(next)}>
            {t(words.nextRound)}
          </button>
        )}
      </div>
    </>
  );
}

function sentenceOf({ net: { compiled, wiring }, factors, params }: MessagesProps, current: MessageFrame | undefined) {
  if (!current) return t(words.startTold);
  const { names, states } = compiled;
  const { variable, factor, toFactor } = wiring.wires[current.wire];
  const message = sayShares(states[variable], current.message);
  const own = { variable: names[variable], factor: factors[factor], message };
  const from = sources(wiring, current.wire).map((wire) => wiring.wires[wire]);
  if (toFactor) {
    const told = from.map((one) => t(words.quoted, { name: factors[one.factor] })).join(", ");
    return from.length === 0 ? t(words.toFactorFirst, own) : t(words.toFactorTold, { ...own, sources: told });
  }
  const told = from.map((one) => t(words.quoted, { name: names[one.variable] })).join(", ");
  const over = t(params.algorithm === "sum-product" ? words.overSum : words.overMax);
  const said =
    from.length === 0 ? t(words.toVariableFirst, own) : t(words.toVariableTold, { ...own, sources: told, over });
  return params.damping > 0 ? `${said} ${t(words.dampedTold, { damping: say(params.damping) })}` : said;
}

/** Every message: its round, its ends, what it says. */
function messageColumns({ net: { compiled, wiring }, factors }: Shown, frames: readonly MessageFrame[]) {
  const { names, states } = compiled;
  const of = frames.map(({ wire }) => wiring.wires[wire]);
  const isIn = of.map(({ toFactor }) => toFactor);
  return [
    { name: t(words.round), values: frames.map(({ round }) => round) },
    { name: t(words.from), values: of.map(({ variable, factor }, i) => (isIn[i] ? names[variable] : factors[factor])) },
    { name: t(words.to), values: of.map(({ variable, factor }, i) => (isIn[i] ? factors[factor] : names[variable])) },
    { name: t(words.state), values: of.map(({ variable }) => states[variable].join(" ")) },
    { name: t(words.belief), values: frames.map(({ message }) => Array.from(message).join(" ")) },
  ];
}
