import { useSignal } from "@preact/signals";
import { cutsOf, type PcCut } from "../../../../../shared/labs/graphs/bayes-net/learning/cuts.ts";
import { classFrom } from "../../../../../shared/labs/graphs/bayes-net/learning/moves.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../../i18n/numbers.ts";
import { Figure } from "../../../../views/figure.tsx";
import { Rows } from "../../../../views/table.tsx";
import { Slider } from "../../../parts/slider.tsx";
import { type DrawnEdge, drawnEdges, LearntGraph } from "./graph.tsx";
import { type LearningProps, nodesIn } from "./props.ts";
import { words } from "./words.ts";

/** Which edges tests took away, and given what: one after another in the graph, and as a table. */
export function CutsView(props: LearningProps) {
  const at = useSignal(Number.POSITIVE_INFINITY);
  const output = props.fold.output("pc");
  const nodes = nodesIn(props);
  if (!output?.cuts || !nodes) return <p class="part-caption">{t(words.none)}</p>;
  const { names } = nodes;
  const cuts = cutsOf(output);
  const last = drawnEdges(classFrom(output));
  const shown = Math.min(at.value, cuts.length);
  const cut = cuts[shown - 1];
  return (
    <>
      <LearntGraph
        title={t(words.fallTitle)}
        note={t(words.fallNote)}
        names={names}
        edges={skeletonAfter(cuts.slice(0, shown), last, names.length)}
        layout={last}
        marked={cut?.given ?? []}
        controls={
          <Slider
            act="cuts"
            label={t(words.cut)}
            max={cuts.length}
            value={shown}
            said={formatInteger(shown, locale.value)}
            onMove={(value) => {
              at.value = value;
            }}
          />
        }
      >
        <p class="part-caption" aria-live="polite">
          {toldOf(cut, (names.length * (names.length - 1)) / 2 - shown, names)}
        </p>
      </LearntGraph>
      <CutsTable cuts={cuts} names={names} />
    </>
  );
}

/** What is still joined after these cuts, without directions, along the edges that stay; the last cut is seen where it was. */
function skeletonAfter(cuts: readonly PcCut[], stay: readonly DrawnEdge[], nodes: number): readonly DrawnEdge[] {
  const left = stay.map((edge): DrawnEdge => ({ ...edge, directed: false }));
  const gone = new Set(
    [...stay, ...cuts.map(({ a, b }) => ({ from: a, to: b }))].map(({ from, to }) => pairOf(from, to)),
  );
  for (let from = 0; from < nodes; from++)
    for (let to = from + 1; to < nodes; to++)
      if (!gone.has(pairOf(from, to))) left.push({ from, to, directed: false, kind: "plain" });
  const last = cuts[cuts.length - 1];
  return last ? [...left, { from: last.a, to: last.b, directed: false, kind: "missing" }] : left;
}

const pairOf = (a: number, b: number): string => `${Math.min(a, b)} ${Math.max(a, b)}`;

/** To three decimals: a level is as small as 0.01. */
const sayP = (p: number): string => formatNumber(p, locale.value, p < 0.001 ? 2 : 4);

function toldOf(cut: PcCut | undefined, left: number, names: readonly string[]): string {
  if (!cut) return t(words.fallBegin, { left });
  const { a, b, given, pValue } = cut;
  return t(given.length > 0 ? words.fallGiven : words.fall, {
    ...{ a: names[a], b: names[b], given: given.map((v) => names[v]).join(", ") },
    ...{ p: sayP(pValue), level: given.length, left },
  });
}

function CutsTable({ cuts, names }: { readonly cuts: readonly PcCut[]; readonly names: readonly string[] }) {
  const columns = [
    { name: t(words.pair), values: cuts.map(({ a, b }) => `${names[a]} — ${names[b]}`) },
    {
      name: t(words.givenNodes),
      values: cuts.map(({ given }) => given.map((v) => names[v]).join(", ") || t(words.nobody)),
    },
    { name: t(words.pValue), values: cuts.map(({ pValue }) => sayP(pValue)) },
  ];
  return (
    <Figure title={t(words.cutsTitle)} note={t(words.cutsNote)} columns={() => columns}>
      <Rows label={t(words.cutsTitle)} columns={columns} />
    </Figure>
  );
}
