import type { ClassifyParams, DbnParams } from "../../../../shared/labs/partition/dbn/fields.ts";
import { netTask, SIDES } from "../../../../shared/labs/partition/dbn/stack.ts";
import { t } from "../../../i18n/locale.ts";
import { seriesColor } from "../../../views/palette.ts";
import { Bands } from "../../parts/bands.tsx";
import { recordLine } from "../../parts/record-lines.tsx";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

interface NetBandsProps extends ViewProps<DbnParams> {
  readonly record: string;
  readonly title: string;
  readonly note: string;
  readonly y: string;
}

/** A record of the nets of both kinds over the minibatches: mean of the repeats, one standard deviation on either side. */
export function NetBands({ fold, experiment, record, title, note, y }: NetBandsProps) {
  const { seeds } = experiment.params as ClassifyParams;
  const steps = fold.tasks.find(({ kind }) => kind === "train")?.steps ?? 1;
  const groups = SIDES.map((side, s) => ({
    label: t(words[side]),
    color: seriesColor(s),
    lines: Array.from({ length: seeds }, (_, r) => recordLine(fold, { id: netTask(side, r) }, record)),
  }));
  return (
    <Bands
      title={title}
      note={note}
      x={{ label: t(words.minibatch), domain: [0, steps] }}
      y={{ label: y, zero: true }}
      groups={groups}
    />
  );
}
