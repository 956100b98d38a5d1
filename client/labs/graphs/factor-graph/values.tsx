import { useEffect } from "preact/hooks";
import type { DeterministicGraph } from "../../../../shared/experiment/document.ts";
import type { TextMap } from "../../../../shared/experiment/fields.ts";
import { type computed, isNumber } from "../../../../shared/labs/graphs/deterministic.ts";
import { t } from "../../../i18n/locale.ts";
import { namesIn } from "../../../i18n/node-names.ts";
import { Figure } from "../../../views/figure.tsx";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { NamedNumbers } from "../../parts/named-numbers.tsx";
import { say } from "../messages/say.ts";
import { NetDrawing } from "../net-drawing.tsx";
import type { DrawnLine, DrawnNode } from "../net-shapes.tsx";
import { words as graphWords } from "../words.ts";
import type { Props } from "./use-net.ts";
import { words } from "./words.ts";
import "../messages/messages.css";

interface ValuesProps extends Pick<Props, "propose"> {
  readonly graph: DeterministicGraph;
  readonly found: Found;
  /** Numbers that the form gives to inputs; absent where it cannot be asked. */
  readonly given: TextMap | undefined;
}

type Found = ReturnType<typeof computed>;

/** A deterministic graph: numbers passed on from node to node, those of the form at once. */
export function ValuesTopic({ graph, found: own, given, propose }: ValuesProps) {
  const { order, names, inputs, values } = own;
  const found = { ...own, names: names.map(namesIn(graph).node) };
  const film = useFilm(1 + order.length, { milliseconds: 700 });
  useEffect(() => film.seek(order.length), [own]);
  const current = film.frame > 0 ? order[film.frame - 1] : -1;
  const done = new Set(order.slice(0, film.frame));
  const sentences = names.map((_, n) => sentenceOf(graph, found, n, done.has(n)));
  return (
    <>
      {given && (
        <NamedNumbers
          act="input"
          legend={t(words.inputs)}
          names={found.given.map((n) => names[n])}
          values={Object.fromEntries(found.given.map((n) => [names[n], values[n]]))}
          onSet={(name, value) => propose({ values: { ...given, [name]: String(value) } })}
        />
      )}
      <p class="part-caption">{t(words.setValues)}</p>
      <Figure title={t(words.values)} note={t(words.valuesNote)} columns={() => columnsOf(graph, found)}>
        <NetDrawing
          title={t(words.values)}
          nodes={nodesOf(found, done, current, sentences)}
          lines={linesOf(inputs, done, current)}
          inputs={inputs}
          layout="right"
          hint={t(graphWords.graphHint)}
        />
      </Figure>
      <FilmControls
        film={film}
        label={t(words.valuesFilm)}
        now={t(words.valuesNow, { count: film.frame, all: order.length })}
        longest={t(words.valuesNow, { count: order.length, all: order.length })}
      />
      <p class="part-caption messages-told" aria-live="polite">
        {current < 0 ? t(words.valuesStart) : sentences[current]}
      </p>
    </>
  );
}

function nodesOf(
  { names, inputs, values }: Found,
  done: ReadonlySet<number>,
  current: number,
  told: readonly string[],
) {
  return names.map(
    (label, n): DrawnNode => ({
      label,
      shape: inputs[n].length === 0 ? "clique" : "variable",
      widest: "−0.0000",
      ...(done.has(n) && { value: say(values[n]), tone: n === current ? "strong" : "known" }),
      told: told[n],
    }),
  );
}

function linesOf(inputs: Found["inputs"], done: ReadonlySet<number>, current: number) {
  const toneOf = (to: number) => (to === current ? "strong" : done.has(to) ? "sent" : undefined);
  return inputs.flatMap((own, to) =>
    own.map((from): DrawnLine => {
      const tone = toneOf(to);
      return { from, to, arrow: true, ...(tone && { tone }) };
    }),
  );
}

function sentenceOf(
  { nodes }: DeterministicGraph,
  { names, inputs, values }: Found,
  n: number,
  isDone: boolean,
): string {
  const { operation } = nodes[n];
  const name = names[n];
  const value = say(values[n]);
  if (!isDone && inputs[n].length > 0)
    return t(words.waitingTold, { name, inputs: inputs[n].map((i) => names[i]).join(", ") });
  if (operation === "input") return t(words.inputTold, { name, value });
  if (isNumber(operation)) return t(words.constantTold, { name, value });
  return t(words.valueTold, {
    name,
    operation,
    inputs: inputs[n].map((i) => `${names[i]} = ${say(values[i])}`).join(", "),
    value,
  });
}

function columnsOf({ nodes }: DeterministicGraph, { names, inputs, values, depths }: Found) {
  return [
    { name: t(words.node), values: names },
    { name: t(words.operation), values: nodes.map(({ operation }) => operation) },
    { name: t(words.inputs), values: inputs.map((own) => own.map((i) => names[i]).join(" ")) },
    { name: t(words.depth), values: Array.from(depths) },
    { name: t(words.value), values: Array.from(values) },
  ];
}
