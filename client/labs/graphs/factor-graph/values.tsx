import { useEffect, useMemo } from "preact/hooks";
import type { DeterministicGraph } from "../../../../shared/experiment/document.ts";
import { computed, isNumber } from "../../../../shared/labs/graphs/deterministic.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import { NamedNumbers } from "../../parts/named-numbers.tsx";
import { NetDrawing } from "../net-drawing.tsx";
import type { DrawnLine, DrawnNode } from "../net-shapes.tsx";
import { say } from "./say.ts";
import type { Props } from "./use-net.ts";
import { words } from "./words.ts";

interface ValuesProps extends Props {
  readonly graph: DeterministicGraph;
}

/** A deterministic graph: numbers passed on from node to node. */
export function ValuesTopic({ graph, experiment, fold, propose }: ValuesProps) {
  const { values } = experiment.params;
  const found = useMemo(() => computed(graph, values), [graph, values]);
  const { order, names, inputs, given } = found;
  const hasRun = fold.done("values") > 0;
  const film = useFilm(1 + order.length, { milliseconds: 700 });
  useEffect(() => film.seek(order.length), [order, hasRun]);
  const current = film.frame > 0 ? order[film.frame - 1] : -1;
  const done = new Set(order.slice(0, film.frame));
  const sentences = names.map((_, n) => sentenceOf(graph, found, n, done.has(n)));
  const nodes = names.map(
    (label, n): DrawnNode => ({
      label,
      shape: inputs[n].length === 0 ? "clique" : "variable",
      widest: "−0.0000",
      ...(done.has(n) && {
        value: say(found.values[n]),
        tone: n === current ? ("strong" as const) : ("known" as const),
      }),
      told: sentences[n],
    }),
  );
  const lines = inputs.flatMap((own, to) =>
    own.map(
      (from): DrawnLine => ({
        from,
        to,
        arrow: true,
        ...(to === current ? { tone: "strong" as const } : done.has(to) ? { tone: "sent" as const } : {}),
      }),
    ),
  );
  return (
    <>
      <NamedNumbers
        act="input"
        legend={t(words.inputs)}
        names={given.map((n) => names[n])}
        values={Object.fromEntries(given.map((n) => [names[n], found.values[n]]))}
        onSet={(name, value) => propose({ values: { ...values, [name]: String(value) } })}
      />
      <p class="part-caption">{t(words.setValues)}</p>
      <Figure title={t(words.values)} note={t(words.valuesNote)} columns={() => columnsOf(graph, found)}>
        <NetDrawing
          title={t(words.values)}
          nodes={nodes}
          lines={lines}
          inputs={inputs}
          layout="right"
          hint={t(words.hint)}
        />
      </Figure>
      {hasRun ? (
        <>
          <FilmControls
            film={film}
            label={t(words.valuesFilm)}
            now={t(words.valuesNow, { count: film.frame, all: order.length })}
          />
          <p class="part-caption factor-told" aria-live="polite">
            {current < 0 ? t(words.valuesStart) : sentences[current]}
          </p>
        </>
      ) : (
        <p class="part-caption">{t(words.empty)}</p>
      )}
    </>
  );
}

type Found = ReturnType<typeof computed>;

function sentenceOf(
  { nodes }: DeterministicGraph,
  { names, inputs, values }: Found,
  n: number,
  isDone: boolean,
): string {
  const { name, operation } = nodes[n];
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
