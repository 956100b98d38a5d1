import type { Fold } from "../../../../../shared/labs/fold.ts";
import { curveSizes } from "../../../../../shared/labs/graphs/bayes-net/learning/plan.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatNumber } from "../../../../i18n/numbers.ts";
import { Chart } from "../../../../views/chart.tsx";
import { Figure } from "../../../../views/figure.tsx";
import { roleColor } from "../../../../views/palette.ts";
import { Rows } from "../../../../views/table.tsx";
import { type RecordTask, recordLines } from "../../../parts/record-lines.tsx";
import { type LearningProps, nodesIn } from "./props.ts";
import { ClimbView } from "./structure.tsx";
import { words } from "./words.ts";

type AnyParams = LearningProps["experiment"]["params"];

/** Starts whose lines are drawn. */
const MOST_STARTS = 4;

const EmCurve = recordLines<AnyParams>({
  task: () => [{ id: "tables" }],
  x: words.emStep,
  figures: [{ title: words.emTitle, note: words.emNote, y: words.nats, lines: [["logLikelihood"]] }],
});

const climbs = ({ fold }: Pick<LearningProps, "fold">): readonly RecordTask[] =>
  fold.tasks
    .filter(({ kind }) => kind === "climb")
    .slice(0, MOST_STARTS)
    .map(({ id }, i) => ({ id, label: t(words.start, { n: i + 1 }), until: movesOf(fold, id) + 1 }));

/** Moves of a climb until it stands on top. */
function movesOf(fold: Fold, task: string): number {
  return Array.from(fold.records(task, "kind")?.values ?? []).filter((kind) => kind >= 0).length;
}

const ScoreCurves = recordLines<AnyParams>({
  task: climbs,
  x: words.moveAxis,
  domain: (props) => [1, Math.max(2, ...climbs(props).map(({ until = 2 }) => until))],
  figures: [
    {
      title: words.scoresTitle,
      note: words.scoresNote,
      y: words.nats,
      lines: [["score"]],
      levels: ({ fold }) => {
        const optimum = fold.output("exact")?.score?.values[0];
        return optimum === undefined ? [] : [[optimum, words.optimum, "data"] as const];
      },
    },
  ],
});

/** How learning went: EM's likelihood, the learning curve, the climbs, or the tests of PC. */
export function ProgressView(props: LearningProps) {
  const { task, estimate, search } = props.experiment.params;
  if (task === "tables" && estimate === "em") return <EmCurve {...props} />;
  if (task === "tables") return <LearningCurve {...props} />;
  if (task === "structure" && search === "pc") return <Cuts {...props} />;
  if (task === "structure" && search === "climb")
    return (
      <>
        <ClimbView {...props} />
        <ScoreCurves {...props} />
      </>
    );
  return <p class="part-caption">{t(task === "query" ? words.onlyQuery : words.none)}</p>;
}

/** Error over rows on logarithmic axes, beside a line that falls with the root of their number. */
function LearningCurve({ fold, experiment }: LearningProps) {
  const points = curveSizes(experiment.params.rows ?? 0).flatMap((size, i) => {
    const errors = Array.from(fold.output(`curve.${i}`)?.error?.values ?? []);
    return errors.length > 0 ? [{ size, errors, error: Math.hypot(...errors) / Math.sqrt(errors.length) }] : [];
  });
  if (points.length === 0) return <p class="part-caption">{t(words.none)}</p>;
  const x = points.map(({ size }) => size);
  const y = points.map(({ error }) => error);
  const last = points[points.length - 1];
  return (
    <Chart
      title={t(words.curveTitle)}
      note={t(words.curveNote)}
      x={{ label: t(words.rows), log: true, domain: around(x) }}
      y={{ label: t(words.error), log: true, domain: around(points.flatMap(({ errors }) => errors)) }}
      marks={[
        {
          kind: "line",
          x,
          y: x.map((size) => last.error * Math.sqrt(last.size / size)),
          dashed: true,
          color: roleColor("data"),
          label: t(words.root),
        },
        {
          kind: "points",
          x: points.flatMap(({ size, errors }) => errors.map(() => size)),
          y: points.flatMap(({ errors }) => errors),
          radius: 2,
          color: roleColor("data"),
        },
        { kind: "line", x, y, color: roleColor("model"), label: t(words.measured) },
      ]}
    />
  );
}

/** Room for whole points at the ends of a logarithmic axis. */
function around(values: readonly number[]): readonly [number, number] {
  const some = values.filter((value) => value > 0);
  return some.length > 0 ? [Math.min(...some) / 1.15, Math.max(...some) * 1.15] : [0.1, 1];
}

/** Which edges tests took away, and given what. */
function Cuts(props: LearningProps) {
  const output = props.fold.output("pc");
  const nodes = nodesIn(props);
  if (!output?.cuts || !nodes) return <p class="part-caption">{t(words.none)}</p>;
  const [count, width] = output.cuts.shape;
  const cut = (i: number) => output.cuts.values.subarray(i * width, (i + 1) * width);
  const rows = Array.from({ length: count }, (_, i) => cut(i));
  const columns = [
    { name: t(words.pair), values: rows.map(([a, b]) => `${nodes.names[a]} — ${nodes.names[b]}`) },
    {
      name: t(words.givenNodes),
      values: rows.map(
        (row) => Array.from(row.subarray(3, 3 + row[2]), (v) => nodes.names[v]).join(", ") || t(words.nobody),
      ),
    },
    { name: t(words.pValue), values: Array.from(output.pValues.values, (p) => formatNumber(p, locale.value, 2)) },
  ];
  return (
    <Figure title={t(words.cutsTitle)} note={t(words.cutsNote)} columns={() => columns}>
      <Rows label={t(words.cutsTitle)} columns={columns} />
    </Figure>
  );
}
