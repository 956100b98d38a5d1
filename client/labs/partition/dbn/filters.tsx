import { useMemo } from "preact/hooks";
import type { DbnParams } from "../../../../shared/labs/partition/dbn/fields.ts";
import { type Drawing, unitsAtPixels } from "../../../../shared/labs/partition/dbn/stack.ts";
import type { Localized } from "../../../../shared/text.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { valueRange } from "../../../views/palette.ts";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { shapeOf } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";
import { pathOf } from "./state.ts";
import { words } from "./words.ts";

interface FiltersProps extends ViewProps<DbnParams> {
  /** With a place for the number of the layer. */
  readonly title: Localized;
  readonly layer: number;
  readonly drawing: Drawing;
  readonly most: number;
  readonly height: number;
}

/** Units of one layer, each as a picture. */
export function Filters({ title, layer, drawing, most, height, ...props }: FiltersProps) {
  const machines = pathOf(props);
  const { version } = props;
  const rows = useMemo(
    () => (layer < machines.length ? unitsAtPixels(machines, layer, drawing, most) : undefined),
    [version, layer, drawing, most],
  );
  if (!rows || layer >= machines.length) return <p class="part-caption">{t(words.notYet)}</p>;
  const isWeights = drawing === "weights";
  const range = isWeights ? valueRange(rows.values, "diverging") : ([0, 1] as const);
  const numbers = {
    shown: rows.shape[0],
    total: machines[layer].hiddenBias.values.length,
    size: formatNumber(range[1], props.locale, 3),
  };
  return (
    <PictureRows
      title={t(title, { layer: layer + 1 })}
      note={t(isWeights ? words.filtersNote : words.writtenNote, numbers)}
      rows={rows}
      rowName={(n) => `${t(words.unit)} ${n + 1}`}
      shape={shapeOf(props.data, rows.shape[1])}
      {...(isWeights && { map: "diverging" as const })}
      range={range}
      gap={2}
      height={height}
      maxScale={8}
    />
  );
}
