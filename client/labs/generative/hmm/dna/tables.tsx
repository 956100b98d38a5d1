import { BASES } from "../../../../../shared/data/generators/dna.ts";
import { t } from "../../../../i18n/locale.ts";
import { HeatTable } from "../../../parts/heat-table.tsx";
import { recordLines } from "../../../parts/record-lines.tsx";
import type { DnaProps } from "./islands.tsx";
import { words } from "./words.ts";
import "../../../parts/parts.css";

/** Which base follows which, inside islands and outside; while they are learnt, how likely the strand is. */
export function TablesView(props: DnaProps) {
  const transitions = props.fold.output("islands")?.transitions.values;
  if (!transitions) return <p class="part-caption">{t(words.notYet)}</p>;
  const names = [...BASES];
  return (
    <>
      <div class="part-pair">
        {([words.inside, words.outside] as const).map((title, region) => (
          <HeatTable
            key={region}
            title={t(title)}
            note={t(words.tablesNote)}
            rows={names}
            columns={names}
            values={within(transitions, 4 * region)}
          />
        ))}
      </div>
      {props.experiment.params.learn && <Learning {...props} />}
    </>
  );
}

/** Of what stays in a region, the share of each base: 4 × 4. */
function within(transitions: ArrayLike<number>, first: number): Float64Array {
  return Float64Array.from({ length: 16 }, (_, at) => {
    const row = Array.from({ length: 4 }, (__, to) => transitions[(first + (at >> 2)) * 8 + first + to]);
    return row[at & 3] / row.reduce((a, b) => a + b, 0);
  });
}

const Learning = recordLines<DnaProps["experiment"]["params"]>({
  task: () => [{ id: "islands" }],
  x: words.iteration,
  figures: [{ title: words.learning, note: words.learningNote, y: words.nats, lines: [["logLikelihood"]] }],
});
