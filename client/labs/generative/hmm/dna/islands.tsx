import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { ApplicationParams } from "../../../../../shared/labs/generative/hmm/application-fields.ts";
import { type Strand, strandOf } from "../../../../../shared/labs/generative/hmm/dna/strand.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatInteger } from "../../../../i18n/numbers.ts";
import { Chart } from "../../../../views/chart.tsx";
import { roleColor } from "../../../../views/palette.ts";
import { Slider } from "../../../parts/slider.tsx";
import type { ViewProps } from "../../../view.ts";
import { type Segment, Segments } from "../segments.tsx";
import { words } from "./words.ts";
import "../../../parts/parts.css";
import "./dna.css";

export type DnaProps = ViewProps<ApplicationParams>;

/** Letters that are shown at once. */
const SHOWN = 120;

/** How probable an island is along the strand, the islands themselves, and the letters of a place. */
export function IslandsView({ fold, data }: DnaProps) {
  const found = fold.output("islands");
  const strand = useMemo(() => (data ? strandOf(data) : null), [data]);
  const from = useSignal<number | null>(null);
  if (!found || !strand || found.island.shape[0] !== strand.rows) return <p class="part-caption">{t(words.notYet)}</p>;
  const paths = runsOf(found.path.values, "model");
  const truth = strand.labels && runsOf(strand.labels, "truth");
  const said = (runs: readonly Segment[]) => t(words.count, { count: formatInteger(runs.length, locale.value) });
  const last = Math.max(0, strand.rows - SHOWN);
  const at = Math.min(last, from.value ?? Math.max(0, (paths[0]?.from ?? 0) - SHOWN / 2));
  return (
    <div class="part-stack">
      <Chart
        title={t(words.islands)}
        note={t(words.islandsNote)}
        x={{ label: t(words.base), domain: [0, strand.rows] }}
        y={{ label: t(words.probability), domain: [0, 1] }}
        marks={[
          { kind: "line", y: found.island.values, color: roleColor("model") },
          { kind: "rule", x: at, dashed: true },
        ]}
      />
      <Segments name={t(words.path)} segments={paths} total={strand.rows} said={said(paths)} />
      {truth && <Segments name={t(words.truth)} segments={truth} total={strand.rows} said={said(truth)} />}
      <div class="part-controls">
        <Slider
          label={t(words.around)}
          act="letters"
          max={last}
          value={at}
          said={formatInteger(at + 1, locale.value)}
          onMove={(value) => (from.value = value)}
        />
      </div>
      <Letters strand={strand} island={found.island.values} from={at} />
    </div>
  );
}

/** Stretches of ones. */
function runsOf(flags: ArrayLike<number>, role: "model" | "truth"): readonly Segment[] {
  const out: Segment[] = [];
  let from = -1;
  for (let t0 = 0; t0 <= flags.length; t0++) {
    const inside = t0 < flags.length && flags[t0] === 1;
    if (inside && from < 0) from = t0;
    if (inside || from < 0) continue;
    out.push({ from, to: t0, label: t(words.island), color: roleColor(role) });
    from = -1;
  }
  return out;
}

interface LettersProps {
  readonly strand: Strand;
  readonly island: ArrayLike<number>;
  readonly from: number;
}

/** The letters of a place, each as dark as an island is probable there. */
function Letters({ strand: { symbols, rows }, island, from }: LettersProps) {
  const places = Array.from({ length: Math.min(SHOWN, rows - from) }, (_, i) => from + i);
  const letter = (place: number) => "ACGT"[symbols[place]] ?? "·";
  const isCpG = (place: number) => letter(place) === "C" && place + 1 < rows && letter(place + 1) === "G";
  return (
    <>
      <p class="dna-letters" role="img" aria-label={places.map(letter).join("")}>
        {places.map((place) => (
          <span
            key={place}
            class={isCpG(place) || (place > 0 && isCpG(place - 1)) ? "dna-letter dna-cpg" : "dna-letter"}
            style={{ "--share": `${Math.round(45 * island[place])}%` }}
          >
            {letter(place)}
          </span>
        ))}
      </p>
      <p class="part-caption">{t(words.letters, { from: formatInteger(from + 1, locale.value) })}</p>
    </>
  );
}
