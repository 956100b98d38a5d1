import { bandOf } from "../../../../shared/labs/partition/dbn/band.ts";
import type { ClassifyParams, DbnParams } from "../../../../shared/labs/partition/dbn/fields.ts";
import { netTask, SIDES } from "../../../../shared/labs/partition/dbn/stack.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { seriesColor } from "../../../views/palette.ts";
import { recordLine } from "../../parts/record-lines.tsx";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

interface BandsProps extends ViewProps<DbnParams> {
  readonly record: string;
  readonly title: string;
  readonly note: string;
  readonly y: string;
}

/** A record of the nets of both kinds over the minibatches: mean of the repeats, one standard deviation on either side. */
export function Bands({ fold, experiment, record, title, note, y }: BandsProps) {
  const { seeds } = experiment.params as ClassifyParams;
  const steps = fold.tasks.find(({ kind }) => kind === "train")?.steps ?? 1;
  const series = SIDES.flatMap((side, s) => {
    const lines = Array.from({ length: seeds }, (_, r) => recordLine(fold, { id: netTask(side, r) }, record));
    const { x, middle, low, high } = bandOf(lines);
    const color = seriesColor(s);
    return middle.length === 0
      ? []
      : [
          { label: "", color, x, y: high, low },
          { label: t(words[side]), color, x, y: middle, width: 2 },
        ];
  });
  return (
    <LiveLine
      title={title}
      note={note}
      x={{ label: t(words.minibatch), domain: [0, steps] }}
      y={{ label: y, zero: true }}
      height={230}
      series={series}
    />
  );
}
