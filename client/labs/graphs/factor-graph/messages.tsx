import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { sources } from "../../../../shared/kernels/bayes-net/messages.ts";
import {
  beliefsAfter,
  byNode,
  type MessageFrame,
  messageFrames,
  roundBeliefs,
} from "../../../../shared/labs/graphs/factor-graph/frames.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { NetDrawing } from "../net-drawing.tsx";
import type { DrawnLine, DrawnNode } from "../net-shapes.tsx";
import { NodePanel } from "./node-panel.tsx";
import { say, sayBest, sayShares } from "./say.ts";
import { deterministicOf, type Props, type Shown, useNet } from "./use-net.ts";
import { ValuesTopic } from "./values.tsx";
import { words } from "./words.ts";
import "./factor-graph.css";

/** The main view: messages one by one on the factor graph; of a deterministic graph its values. */
export function MessagesView(props: Props) {
  const shown = useNet(props);
  const graph = deterministicOf(props);
  if (graph) return <ValuesTopic {...props} graph={graph} />;
  if (!shown) return <p class="part-caption">{t(words.noGraph)}</p>;
  return <MessageTopic {...props} {...shown} />;
}

type TopicProps = Props & Shown;

function MessageTopic(props: TopicProps) {
  const { net, fold, version } = props;
  const { wiring, compiled } = net;
  const frames = useMemo(() => messageFrames(fold, wiring), [fold, version, wiring]);
  const rounds = useMemo(() => (frames ? [] : roundBeliefs(fold, wiring)), [frames, fold, version, wiring]);
  const total = 1 + (frames?.length ?? rounds.length);
  const film = useFilm(total, { milliseconds: 700 });
  // What a run has come to is seen first; the way there, by playing it or going back.
  useEffect(() => film.seek(total - 1), [total]);
  const selected = useSignal(0);
  const sent = film.frame;
  const current = sent > 0 ? frames?.[sent - 1] : undefined;
  const believed = useMemo(() => {
    if (frames) return beliefsAfter(wiring, frames, sent);
    return rounds[sent - 1] ?? finalBeliefs(props);
  }, [frames, rounds, sent, fold, version]);
  const hasRun = total > 1 || fold.output("messages") !== undefined;
  const node = Math.min(selected.value, compiled.names.length - 1);
  const drawn = drawingOf(props, believed, current, frames ?? []);
  return (
    <>
      <p class="part-caption">{t(wiring.isForest ? words.exactOnTree : words.approximate)}</p>
      <Figure title={t(words.graph)} note={t(words.graphNote)} columns={() => columnsOf(props, frames ?? [])}>
        <NetDrawing
          {...drawn}
          title={t(words.graph)}
          hint={t(words.hint)}
          selected={node}
          onSelect={(n) => {
            if (n < compiled.names.length) selected.value = n;
          }}
        />
      </Figure>
      {!hasRun && <p class="part-caption">{t(words.empty)}</p>}
      <div class="part-beside">
        <div>
          {total > 1 && <Player film={film} frames={frames} />}
          {total > 1 && (
            <p class="part-caption factor-told" aria-live="polite">
              {frames ? sentenceOf(props, current) : t(words.notKept)}
            </p>
          )}
        </div>
        <NodePanel {...props} node={node} believed={believed[node]} onChoose={(n) => (selected.value = n)} />
      </div>
    </>
  );
}

function finalBeliefs({ net, fold }: TopicProps): readonly Float64Array[] {
  const { beliefs } = fold.output("messages") ?? {};
  if (beliefs) return byNode(net.wiring, Array.from(beliefs.values));
  return Array.from(net.model.sizes, (size) => new Float64Array(size).fill(1 / size));
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

function drawingOf(
  { net, factors }: TopicProps,
  believed: readonly Float64Array[],
  current: MessageFrame | undefined,
  frames: readonly MessageFrame[],
) {
  const { compiled, model, known, wiring } = net;
  const { names, states, parents } = compiled;
  const count = names.length;
  const seen = new Map(known.map(({ variable, state }) => [variable, state]));
  const variables = names.map((label, v): DrawnNode => {
    const state = seen.get(v);
    const told =
      state === undefined
        ? t(words.nodeTold, { name: label, beliefs: sayShares(states[v], believed[v]) })
        : t(words.knownTold, { name: label, state: states[v][state] });
    const widest = `${states[v].reduce((a, b) => (b.length > a.length ? b : a), "")} 0.000`;
    const value = state === undefined ? sayBest(states[v], believed[v]) : `= ${states[v][state]}`;
    return {
      label,
      shape: "variable",
      value,
      widest,
      shares: [...believed[v]],
      told,
      ...(state !== undefined && { tone: "known" }),
    };
  });
  const squares = model.factors.map(({ table }, f): DrawnNode => {
    const isKnown = f >= model.factors.length - known.length;
    const told = t(words.factorTold, { name: factors[f], cells: table.length });
    return { label: "", shape: "factor", told, ...(isKnown && { tone: "known" }) };
  });
  const ends = (wire: number) => {
    const { factor, variable, toFactor } = wiring.wires[wire];
    return toFactor ? { from: variable, to: count + factor } : { from: count + factor, to: variable };
  };
  const at = current ? frames.indexOf(current) : -1;
  const sentNow = current ? frames.slice(at - current.place + 1, at).map(({ wire }) => wire) : [];
  // Of an edge the newest message of the round is drawn.
  const newest = new Map(sentNow.map((wire) => [wire >> 1, wire]));
  const lines = wiring.wires.flatMap(({ toFactor }, wire): DrawnLine[] => {
    if (!toFactor) return [];
    const last = newest.get(wire >> 1);
    return [last === undefined ? ends(wire) : { ...ends(last), tone: "sent", arrow: true }];
  });
  const token = current && {
    ...ends(current.wire),
    text: messageText(states[wiring.wires[current.wire].variable], current.message),
    key: at,
  };
  const extra = model.factors.slice(compiled.model.factors.length).map(({ scope }) => scope);
  const inputs = parents
    ? [...names.map((_, v) => [count + v]), ...parents, ...extra]
    : [...names.map(() => []), ...model.factors.map(({ scope }) => scope)];
  return {
    nodes: [...variables, ...squares],
    lines,
    inputs,
    layout: parents ? ("right" as const) : ("spread" as const),
    token,
  };
}

function messageText(states: readonly string[], message: Float64Array): string {
  if (states.length > 4) return sayBest(states, message);
  return Array.from(message, say).join(" · ");
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
