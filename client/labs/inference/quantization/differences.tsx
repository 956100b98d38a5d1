import { useSignal } from "@preact/signals";
import { array } from "../../../../shared/arrays.ts";
import type { QuantizationParams } from "../../../../shared/labs/inference/quantization/fields.ts";
import { formatsOf } from "../../../../shared/labs/inference/quantization/formats.ts";
import { isTable } from "../../../../shared/labs/inference/table-net.ts";
import { confusion } from "../../../../shared/labs/nets/classes.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { t } from "../../../i18n/locale.ts";
import { ConfusionMatrix } from "../../parts/confusion.tsx";
import { type KnownProps, LaterCaption, pictureView } from "../../parts/picture-net.tsx";
import { PictureRows, scaleFor } from "../../parts/picture-rows.tsx";
import { words as pictures } from "../../parts/picture-words.ts";
import { Select } from "../../parts/select.tsx";
import { RowsTable } from "../rows-table.tsx";
import { formatName, net, type QuantizationProps } from "./state.ts";
import { words as tabs } from "./tab-words.ts";
import { words } from "./words.ts";

const SHOWN = 40;

/** Where a format says another class than the floats, and the pictures of which it does. */
function Differences(props: QuantizationProps & KnownProps<QuantizationParams>) {
  const { fold, known, experiment, data } = props;
  const formats = formatsOf(experiment.params.format);
  const which = useSignal(formats.indexOf(experiment.params.format));
  const cell = useSignal<readonly [number, number] | null>(null);
  const format = formats[which.value] ?? formats[0];
  const floats = fold.output("evaluate")?.found?.values;
  const integers = fold.output(format)?.found?.values;
  if (!floats || !integers) return <LaterCaption {...props} />;
  const { samples, names, shape } = known;
  const { test, labels, columns } = samples;
  const all = [...test].map((row, n) => ({ row, one: floats[n], other: integers[n], truth: labels[row] }));
  const differing = all.filter(({ one, other }) => one !== other);
  const [first] = differing;
  const picked = cell.value ?? (first ? ([first.one, first.other] as const) : null);
  const shown = picked ? all.filter(({ one, other }) => one === picked[0] && other === picked[1]).slice(0, SHOWN) : [];
  const name = formatName(format);
  return (
    <>
      <div class="part-controls">
        <Select
          label={t(words.format)}
          names={formats.map(formatName)}
          value={which.value}
          act="format"
          onChoose={(index) => {
            which.value = index;
            cell.value = null;
          }}
        />
        <p class="part-caption" role="status">
          {differing.length === 0
            ? t(tabs.noDifference, { count: all.length })
            : t(tabs.someDifference, {
                count: differing.length,
                all: all.length,
                floats: differing.filter(({ one, truth }) => one === truth).length,
                integers: differing.filter(({ other, truth }) => other === truth).length,
                format: name,
              })}
        </p>
      </div>
      <div class="part-beside">
        <ConfusionMatrix
          title={t(tabs.differencesTitle, { format: name })}
          note={t(tabs.differencesNote, { format: name })}
          counts={array(confusion(floats, integers, names.length), [names.length, names.length])}
          names={names}
          sides={{
            rows: formatName("float32"),
            columns: name,
            cellSaid: (one, other, count) => t(tabs.cellCount, { one, other, count, format: name }),
          }}
          selected={picked}
          onPick={(...pressed) => (cell.value = pressed)}
        />
        {picked && shown.length > 0 && isTable(data) && (
          <RowsTable
            title={t(tabs.cell, { one: names[picked[0]], other: names[picked[1]], format: name })}
            data={data}
            rows={shown.map(({ row, truth }) => ({ row, truth: names[truth] }))}
          />
        )}
        {picked && shown.length > 0 && !isTable(data) && (
          <PictureRows
            title={t(tabs.cell, { one: names[picked[0]], other: names[picked[1]], format: name })}
            rows={{
              shape: [shown.length, columns],
              values: rowsAsFloats(
                samples,
                shown.map(({ row }) => row),
              ),
            }}
            rowName={(n) =>
              `${t(pictures.picture)} ${shown[n].row + 1}, ${t(pictures.truthNote, { name: names[shown[n].truth] })}`
            }
            shape={shape}
            range={[0, 1]}
            maxScale={scaleFor(shape, 64)}
          />
        )}
      </div>
    </>
  );
}

export const DifferencesView = pictureView(net, Differences);
