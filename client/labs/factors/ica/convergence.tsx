import type { Fold } from "../../../../shared/labs/fold.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine, type LiveSeries } from "../../../views/live-line.tsx";
import { seriesColor } from "../../../views/palette.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";
import "./ica.css";

/** How much each iteration changes, and how far the truth is where it is known; one line a restart. */
export function ConvergenceView({ fold }: ViewProps) {
  const x = { label: t(words.iteration) };
  const changes = linesOf(fold, "change", 0);
  const amari = linesOf(fold, "amari", 0);
  if (changes.length === 0) return <p class="ica-caption">{t(words.notYet)}</p>;
  return (
    <div class="ica-pair">
      <LiveLine title={t(words.changeTitle)} x={x} y={{ label: t(words.change), log: true }} series={changes} />
      {amari.length > 0 && (
        <LiveLine title={t(words.amariTitle)} x={x} y={{ label: t(words.amari), log: true }} series={amari} />
      )}
    </div>
  );
}

/** A record at the rows where an iteration was done; values at or below `least` stand for none. */
function linesOf(fold: Fold, record: string, least: number): LiveSeries[] {
  return fold.tasks.flatMap(({ id }, r) => {
    const iterations = fold.records(id, "iteration")?.values;
    const values = fold.records(id, record)?.values;
    if (!iterations || !values) return [];
    const rows = Array.from(iterations.keys()).filter(
      (i) => iterations[i] > (i > 0 ? iterations[i - 1] : 0) && values[i] > least,
    );
    if (rows.length === 0) return [];
    return [
      {
        label: fold.tasks.length > 1 ? t(words.restart, { n: r + 1 }) : "",
        color: seriesColor(r),
        x: Float64Array.from(rows, (i) => iterations[i]),
        y: Float64Array.from(rows, (i) => values[i]),
      },
    ];
  });
}
