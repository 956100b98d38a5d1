import { useEffect, useMemo } from "preact/hooks";
import { sources } from "../../../../shared/kernels/bayes-net/messages.ts";
import type { FactorGraphParams } from "../../../../shared/labs/graphs/factor-graph/fields.ts";
import {
  beliefsAfter,
  type MessageFrame,
  messageFrames,
  roundBeliefs,
} from "../../../../shared/labs/graphs/factor-graph/frames.ts";
import type { ProbabilisticGraph } from "../../../../shared/labs/graphs/factor-graph/messages.ts";
import { explain } from "../../../i18n/explain.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { namesIn } from "../../../i18n/node-names.ts";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { beliefColumns, Coming, evenly, numbersOf, useComingTo } from "./coming.tsx";
import { say, sayShares } from "./say.ts";
import { Topic } from "./topic.tsx";
import { draftOf, type Props, type Shown, useNet, useSubject, valuesOf } from "./use-net.ts";
import { ValuesTopic } from "./values.tsx";
import { words } from "./words.ts";
import "./factor-graph.css";

/** The main view: messages one by one on the factor graph; of a deterministic graph its values. What the form has changed since is seen at once. */
export function MessagesView(props: Props) {
  const subject = useSubject(props);
  const { draft, error } = useMemo(() => draftOf(subject), [subject, locale.value]);
  const ran = useNet(props);
  const values = draft ? draft.values : valuesOf(props);
  const live = subject.isRun ? undefined : draft?.messages;
  const shown = live ?? ran;
  return (
    <>
      {error && (
        <p class="part-warning" role="alert">
          {explain(error, namesIn(subject.document).text)}
        </p>
      )}
      {values ? (
        <ValuesTopic {...props} {...values} given={error ? undefined : subject.params.values} />
      ) : shown ? (
        <MessageTopic
          {...props}
          {...shown}
          live={live?.document}
          params={subject.params}
          isWrong={error !== undefined}
        />
      ) : (
        <p class="part-caption">{t(words.noGraph)}</p>
      )}
    </>
  );
}

interface TopicProps extends Props, Shown {
  /** The graph, where it, or what is known of it, is not what was run. */
  readonly live: ProbabilisticGraph | undefined;
  /** Those of the form. */
  readonly params: FactorGraphParams;
  /** What the form asks cannot be: what was run stays. */
  readonly isWrong: boolean;
}

function MessageTopic(props: TopicProps) {
  const { net, live, params, experiment, isWrong, propose } = props;
  const run = useRun(props);
  const coming = useComingTo(props, live, params);
  const isSum = (live ? params : experiment.params).algorithm === "sum-product";
  const exact = isSum ? numbersOf(net, live ? coming.arrays?.exact : props.fold.output("messages")?.exact) : undefined;
  const believed = live ? (numbersOf(net, coming.arrays?.beliefs) ?? evenly(net)) : run.believed;
  return (
    <Topic
      {...props}
      believed={believed}
      right={exact}
      isSum={isSum}
      moment={run.moment}
      evidence={isWrong ? experiment.params.evidence : params.evidence}
      columns={() => (live ? beliefColumns(net, believed, exact) : columnsOf(props, run.moment.frames))}
      onKnow={isWrong ? undefined : (evidence) => propose({ evidence })}
    >
      {live ? <Coming error={coming.error} document={live} /> : <Course {...props} {...run} />}
    </Topic>
  );
}

/** The messages of a run as a film; nothing of it while something else is shown. */
function useRun({ net, fold, version, live }: TopicProps) {
  const { wiring } = net;
  const frames = useMemo(() => (live ? [] : messageFrames(fold, wiring)), [fold, version, wiring, live]);
  const rounds = useMemo(() => (frames ? [] : roundBeliefs(fold, wiring)), [frames, fold, version, wiring]);
  const total = 1 + (frames?.length ?? rounds.length);
  const film = useFilm(total, { milliseconds: 700 });
  // What a run has come to is seen first; the way there, by playing it or going back.
  useEffect(() => film.seek(total - 1), [total]);
  const sent = film.frame;
  const believed = useMemo(() => {
    if (frames) return beliefsAfter(wiring, frames, sent);
    return rounds[sent - 1] ?? numbersOf(net, fold.output("messages")?.beliefs) ?? evenly(net);
  }, [frames, rounds, sent, fold, version]);
  return { film, isKept: frames !== undefined, moment: { frames: frames ?? [], sent }, believed };
}

/** How far the run is, and what its newest message says. */
function Course(props: TopicProps & ReturnType<typeof useRun>) {
  const { film, isKept, moment, fold, metrics } = props;
  const isOver = fold.output("messages") !== undefined;
  if (film.total === 1 && !isOver) return <p class="part-caption">{t(words.empty)}</p>;
  return (
    <>
      {film.total > 1 && <Player film={film} frames={isKept ? moment.frames : undefined} />}
      {film.total > 1 && (
        <p class="part-caption factor-told" aria-live="polite">
          {isKept ? sentenceOf(props, moment.frames[moment.sent - 1]) : t(words.notKept)}
        </p>
      )}
      {isOver && metrics.converged === 0 && (
        <p class="part-warning">{t(words.notConverged, { rounds: metrics.rounds })}</p>
      )}
    </>
  );
}

interface PlayerProps {
  readonly film: ReturnType<typeof useFilm>;
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

function sentenceOf({ net: { compiled, wiring }, factors, experiment }: TopicProps, current: MessageFrame | undefined) {
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
  const over = t(experiment.params.algorithm === "sum-product" ? words.overSum : words.overMax);
  const said =
    from.length === 0 ? t(words.toVariableFirst, own) : t(words.toVariableTold, { ...own, sources: told, over });
  const { damping } = experiment.params;
  return damping > 0 ? `${said} ${t(words.dampedTold, { damping: say(damping) })}` : said;
}

/** Every message: its round, its ends, what it says. */
function columnsOf({ net: { compiled, wiring }, factors }: TopicProps, frames: readonly MessageFrame[]) {
  const { names, states } = compiled;
  const of = frames.map(({ wire }) => wiring.wires[wire]);
  const isIn = of.map(({ toFactor }) => toFactor);
  return [
    { name: t(words.round), values: frames.map(({ round }) => round) },
    { name: "from", values: of.map(({ variable, factor }, i) => (isIn[i] ? names[variable] : factors[factor])) },
    { name: "to", values: of.map(({ variable, factor }, i) => (isIn[i] ? factors[factor] : names[variable])) },
    { name: t(words.state), values: of.map(({ variable }) => states[variable].join(" ")) },
    { name: t(words.belief), values: frames.map(({ message }) => Array.from(message).join(" ")) },
  ];
}
