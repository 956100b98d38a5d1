import { useSignal } from "@preact/signals";
import type { Arrays } from "../../../../../shared/arrays.ts";
import { isSimulated, truthOf } from "../../../../../shared/labs/graphs/bayes-net/learning/data.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatNumber } from "../../../../i18n/numbers.ts";
import type { Columns } from "../../../../views/export.ts";
import { Figure } from "../../../../views/figure.tsx";
import { Select } from "../../../parts/select.tsx";
import { type LearningProps, nodesIn } from "./props.ts";
import { TakeIt } from "./take.tsx";
import { words } from "./words.ts";
import "./learning.css";

/** Rows of a table that are shown. */
const MOST_ROWS = 64;

interface Cell {
  readonly mean: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly truth: number | undefined;
}

interface TableRow {
  /** The states of the parents. */
  readonly given: string;
  readonly cases: number;
  readonly cells: readonly Cell[];
}

/** One node's learnt table: each probability with its interval, and the true one. */
export function TablesView(props: LearningProps) {
  const chosen = useSignal(-1);
  const nodes = nodesIn(props);
  const output = props.fold.output("tables") ?? props.fold.snapshot("tables");
  if (!output?.tables || !nodes?.parents) return <p class="part-caption">{t(output ? words.noData : words.none)}</p>;
  const node = chosen.value in nodes.names ? chosen.value : widest(nodes.parents);
  const rows = rowsOf(props, output, { ...nodes, parents: nodes.parents }, node);
  const shown = rows.slice(0, MOST_ROWS);
  const states = nodes.states[node];
  return (
    <>
      <Figure
        title={t(words.tablesTitle, { node: nodes.names[node] })}
        note={t(output.low ? words.tablesNote : words.pointNote)}
        columns={() => columnsOf(rows, states)}
        controls={
          <Select
            act="node"
            label={t(words.node)}
            names={nodes.names}
            value={node}
            onChoose={(at) => {
              chosen.value = at;
            }}
          />
        }
      >
        <LearntTable title={t(words.tablesTitle, { node: nodes.names[node] })} rows={shown} states={states} />
        {shown.length < rows.length && (
          <p class="part-caption">{t(words.moreRows, { shown: shown.length, total: rows.length })}</p>
        )}
      </Figure>
      <TakeIt {...props} />
    </>
  );
}

/** The first node with the most parents: its table has most to see. */
function widest(parents: readonly (readonly number[])[]): number {
  const most = Math.max(...parents.map(({ length }) => length));
  return parents.findIndex(({ length }) => length === most);
}

type Known = NonNullable<ReturnType<typeof nodesIn>> & { readonly parents: readonly (readonly number[])[] };

function rowsOf({ data }: LearningProps, output: Arrays, nodes: Known, node: number): readonly TableRow[] {
  const { sizes, parents, states, names } = nodes;
  const lengths = parents.map((own, v) => own.reduce((cells, u) => cells * sizes[u], sizes[v]));
  const start = lengths.slice(0, node).reduce((a, b) => a + b, 0);
  const truth = isSimulated(data) ? truthOf(data).model.factors[node].table : undefined;
  const size = sizes[node];
  return Array.from({ length: lengths[node] / size }, (_, row) => {
    const at = start + row * size;
    const cells = Array.from({ length: size }, (__, s) => ({
      mean: output.tables.values[at + s],
      low: output.low?.values[at + s],
      high: output.high?.values[at + s],
      truth: truth?.[row * size + s],
    }));
    const cases = Array.from({ length: size }, (__, s) => output.counts?.values[at + s] ?? 0).reduce(
      (a, b) => a + b,
      0,
    );
    return { given: givenOf(row, parents[node], { sizes, states, names }), cases, cells };
  });
}

/** "smoke = yes, asia = no". */
function givenOf(
  row: number,
  parents: readonly number[],
  { sizes, states, names }: Pick<Known, "sizes" | "states" | "names">,
) {
  let left = row;
  const parts: string[] = [];
  for (const parent of [...parents].reverse()) {
    parts.unshift(`${names[parent]} = ${states[parent][left % sizes[parent]]}`);
    left = Math.floor(left / sizes[parent]);
  }
  return parts.length > 0 ? parts.join(", ") : t(words.always);
}

function LearntTable({
  title,
  rows,
  states,
}: {
  readonly title: string;
  readonly rows: readonly TableRow[];
  readonly states: readonly string[];
}) {
  return (
    // A wide table scrolls in its own box, and a box that scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section class="table-scroll" tabIndex={0} aria-label={title}>
      <table class="learning-table">
        <thead>
          <tr>
            <th scope="col">{t(words.given)}</th>
            <th scope="col" class="number">
              {t(words.cases)}
            </th>
            {states.map((state) => (
              <th key={state} scope="col">
                {state}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ given, cases, cells }) => (
            <tr key={given}>
              <th scope="row">{given}</th>
              <td class="number">{formatNumber(cases, locale.value, 4)}</td>
              {cells.map((cell, s) => (
                <td key={states[s]}>
                  <Interval cell={cell} state={states[s]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** To three decimals; what is not certain is never told as 0 or 1. */
function say(p: number): string {
  const plain = (value: number) => formatNumber(value, locale.value, 4);
  if (p > 0 && p < 0.001) return `< ${plain(0.001)}`;
  if (p < 1 && p > 0.999) return `> ${plain(0.999)}`;
  return plain(p);
}

/** A probability on a line from 0 to 1. */
function Interval({ cell: { mean, low, high, truth }, state }: { readonly cell: Cell; readonly state: string }) {
  const isWithin = low !== undefined && high !== undefined;
  const told = isWithin
    ? t(words.cellWithin, { state, p: say(mean), low: say(low), high: say(high) })
    : t(words.cellOf, { state, p: say(mean) });
  const x = (p: number) => 4 + 92 * p;
  return (
    <span class="learning-cell">
      <svg viewBox="0 0 100 18" class="learning-interval" role="img" aria-label={told}>
        <line class="learning-axis" x1={x(0)} x2={x(1)} y1={9} y2={9} />
        {isWithin && <rect class="learning-range" x={x(low)} width={Math.max(1, x(high) - x(low))} y={5} height={8} />}
        <line class="learning-mean" x1={x(mean)} x2={x(mean)} y1={2} y2={16} />
        {truth !== undefined && <path class="learning-truth" d={`M${x(truth)} 12l3.5 6h-7z`} />}
      </svg>
      <span class="learning-number">{say(mean)}</span>
    </span>
  );
}

function columnsOf(rows: readonly TableRow[], states: readonly string[]): Columns {
  const all = rows.flatMap(({ given, cases, cells }) =>
    cells.map((cell, s) => ({ given, cases, state: states[s], ...cell })),
  );
  const of = (name: "mean" | "low" | "high" | "truth", label: string) =>
    all.some((cell) => cell[name] !== undefined)
      ? [{ name: label, values: all.map((cell) => cell[name] ?? Number.NaN) }]
      : [];
  return [
    { name: t(words.given), values: all.map(({ given }) => given) },
    { name: t(words.cases), values: all.map(({ cases }) => cases) },
    { name: t(words.state), values: all.map(({ state }) => state) },
    ...of("mean", t(words.learnt)),
    ...of("low", t(words.low)),
    ...of("high", t(words.high)),
    ...of("truth", t(words.truth)),
  ];
}
