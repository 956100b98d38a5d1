import type { Fold } from "../../../../shared/labs/fold.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine, type LiveSeries } from "../../../views/live-line.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";
import "./rbm.css";

/** What training records at each minibatch, and what it evaluates now and then. */
export function CurvesView({ fold }: ViewProps) {
  const total = fold.tasks.find(({ id }) => id === "train")?.steps ?? 1;
  const x = { label: t(words.minibatch), domain: [0, total] as const };
  const nats = { label: t(words.perSample) };
  const line = (record: string, label: string, color: string): LiveSeries[] => {
    const found = recorded(fold, record);
    return found.y.length === 0 ? [] : [{ label, color, ...found }];
  };
  return (
    <div class="rbm-curves">
      <LiveLine
        title={t(words.reconstruction)}
        x={x}
        y={{ label: t(words.reconstructionAxis), zero: true }}
        series={line("reconstructionError", t(words.train), roleColor("data"))}
      />
      <LiveLine
        title={t(words.pseudo)}
        x={x}
        y={nats}
        series={line("pseudoLikelihood", t(words.train), roleColor("data"))}
      />
      <LiveLine
        title={t(words.freeEnergy)}
        x={x}
        y={nats}
        series={[
          ...line("freeEnergy", t(words.train), roleColor("data")),
          ...line("heldOutFreeEnergy", t(words.heldOut), seriesColor(1)),
        ]}
      />
      <p class="rbm-caption rbm-whole">{t(words.freeEnergyNote)}</p>
    </div>
  );
}

/** The values that were computed, with their minibatch. Thinned records have fewer rows than steps, evenly spaced. */
function recorded(fold: Fold, name: string): { readonly x: Float64Array; readonly y: Float64Array } {
  const values = fold.records("train", name)?.values ?? [];
  const done = fold.done("train");
  const spacing = values.length > 1 ? (done - 1) / (values.length - 1) : 1;
  const x: number[] = [];
  const y: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    x.push(1 + i * spacing);
    y.push(values[i]);
  }
  return { x: Float64Array.from(x), y: Float64Array.from(y) };
}
