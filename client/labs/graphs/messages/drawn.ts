/** A factor graph as it is drawn: nodes with what is believed of them, factors, and the messages of the round. */
import type { MessageFrame } from "../../../../shared/labs/graphs/messages/frames.ts";
import type { Net } from "../../../../shared/labs/graphs/messages/net.ts";
import { t } from "../../../i18n/locale.ts";
import type { DrawnLine, DrawnNode } from "../net-shapes.tsx";
import type { Shown } from "./course.ts";
import { say, sayBest, sayShares } from "./say.ts";
import { words } from "./words.ts";

/** What is drawn of a run: the messages of its round up to the newest, which is on its way; of none, nothing moves. */
export interface Moment {
  readonly frames: readonly MessageFrame[];
  /** Messages sent so far. */
  readonly sent: number;
}

export function drawingOf(
  { net, factors }: Shown,
  believed: readonly Float64Array[] | undefined,
  { frames, sent }: Moment,
) {
  const current = frames[sent - 1];
  return {
    nodes: [...variablesOf(net, believed), ...squaresOf(net, factors)],
    lines: linesOf(net, current ? frames.slice(sent - current.place, sent - 1) : []),
    inputs: inputsOf(net),
    layout: net.compiled.parents ? ("right" as const) : ("spread" as const),
    token: current && {
      ...endsOf(net, current.wire),
      text: messageText(net.compiled.states[net.wiring.wires[current.wire].variable], current.message),
      key: sent,
    },
  };
}

/** Of a node of which nothing is believed the bar is empty: where nodes stand does not change. */
function variablesOf({ compiled: { names, states }, known }: Net, believed: readonly Float64Array[] | undefined) {
  return names.map((label, v): DrawnNode => {
    const [state, own] = [known.get(v), believed?.[v]];
    const widest = `${states[v].reduce((a, b) => (b.length > a.length ? b : a), "")}: 0.000`;
    const common = { label, shape: "variable", widest, shares: own ? [...own] : [] } as const;
    if (state === undefined) {
      const told = t(words.nodeTold, { name: label, beliefs: own ? sayShares(states[v], own) : "–" });
      return { ...common, value: own ? sayBest(states[v], own) : "", told };
    }
    const name = states[v][state];
    return { ...common, value: `= ${name}`, told: t(words.knownTold, { name: label, state: name }), tone: "known" };
  });
}

function squaresOf({ model, findings }: Net, factors: readonly string[]) {
  return model.factors.map(({ table }, f): DrawnNode => {
    const isKnown = f >= model.factors.length - findings.length;
    const told = t(words.factorTold, { name: factors[f], cells: table.length });
    return { label: "", shape: "factor", told, ...(isKnown && { tone: "known" }) };
  });
}

function endsOf({ wiring: { wires }, compiled }: Net, wire: number) {
  const { factor, variable, toFactor } = wires[wire];
  const square = compiled.names.length + factor;
  return toFactor ? { from: variable, to: square } : { from: square, to: variable };
}

/** Of an edge the newest message of the round is drawn. */
function linesOf(net: Net, sent: readonly MessageFrame[]): readonly DrawnLine[] {
  const newest = new Map(sent.map(({ wire }) => [wire >> 1, wire]));
  return net.wiring.wires.flatMap(({ toFactor }, wire): DrawnLine[] => {
    if (!toFactor) return [];
    const last = newest.get(wire >> 1);
    return [last === undefined ? endsOf(net, wire) : { ...endsOf(net, last), tone: "sent", arrow: true }];
  });
}

/** A node hangs from its table, and that from the parents; of a graph without arrows factors hang from their nodes. */
function inputsOf({ compiled: { names, parents, model: own }, model }: Net): readonly (readonly number[])[] {
  if (!parents) return [...names.map(() => []), ...model.factors.map(({ scope }) => scope)];
  const known = model.factors.slice(own.factors.length).map(({ scope }) => scope);
  return [...names.map((_, v) => [names.length + v]), ...parents, ...known];
}

function messageText(states: readonly string[], message: Float64Array): string {
  if (states.length > 4) return sayBest(states, message);
  return Array.from(message, say).join(" · ");
}
