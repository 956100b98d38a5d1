import type { Fold } from "../../../../shared/labs/fold.ts";
import { type Chosen, formatsOf } from "../../../../shared/labs/inference/quantization/formats.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatBytes, formatNumber } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { formatColor, formatName } from "./state.ts";
import { words } from "./words.ts";

interface FormatTableProps {
  readonly metrics: Readonly<Record<string, number>>;
  readonly fold: Fold;
  readonly chosen: Chosen;
}

/** Accuracy, agreement with the floats, bytes and estimated energy of each format, the last two as bars too. */
export function FormatTable({ metrics, fold, chosen }: FormatTableProps) {
  const rows = ["float32" as const, ...formatsOf(chosen)].map((format) => ({
    format,
    accuracy: metrics[`accuracy.${format}`],
    agreement: format === "float32" ? undefined : fold.output(format)?.agreement.values[0],
    bytes: metrics[`bytes.${format}`],
    energy: metrics[`energy.${format}`],
    sqnr: metrics[`sqnr.${format}`],
  }));
  const [whole] = rows;
  const share = (value: number | undefined) =>
    value === undefined || Number.isNaN(value)
      ? "–"
      : t(words.percent, { value: formatNumber(100 * value, locale.value, 3) });
  const column = (pick: (row: (typeof rows)[number]) => number | undefined) =>
    Float64Array.from(rows, (row) => pick(row) ?? Number.NaN);
  return (
    <Figure
      title={t(words.formats)}
      note={t(words.formatsNote)}
      columns={() => [
        { name: t(words.format), values: rows.map(({ format }) => formatName(format)) },
        { name: t(words.accuracy), values: column(({ accuracy }) => accuracy) },
        { name: t(words.agreement), values: column(({ agreement }) => agreement) },
        { name: t(words.bytes), values: column(({ bytes }) => bytes) },
        { name: `${t(words.energy)} (nJ)`, values: column(({ energy }) => energy) },
        { name: `${t(words.sqnr)} (dB)`, values: column(({ sqnr }) => sqnr) },
      ]}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="table-scroll" tabIndex={0} aria-label={t(words.formats)}>
        <table class="quant-table">
          <thead>
            <tr>
              <th scope="col">{t(words.format)}</th>
              {[words.accuracy, words.agreement, words.bytes, words.energy, words.sqnr].map((word) => (
                <th key={word.en} scope="col" class="number">
                  {t(word)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ format, accuracy, agreement, bytes, energy, sqnr }) => (
              <tr key={format} class={format === chosen ? "quant-chosen" : undefined}>
                <th scope="row">
                  <span class="quant-dot" aria-hidden="true" style={{ background: formatColor(format) }} />
                  {formatName(format)}
                  {format === chosen && <span class="visually-hidden"> ({t(words.chosen)})</span>}
                </th>
                <td class="number">{share(accuracy)}</td>
                <td class="number">{share(agreement)}</td>
                <td class="number">
                  {bytes === undefined ? "–" : formatBytes(bytes, locale.value)}
                  <Bar share={bytes === undefined ? 0 : bytes / whole.bytes} color={formatColor(format)} />
                </td>
                <td class="number">
                  {energy === undefined ? "–" : `${formatNumber(energy / 1000, locale.value, 3)} µJ`}
                  <Bar share={energy === undefined ? 0 : energy / whole.energy} color={formatColor(format)} />
                </td>
                <td class="number">{sqnr === undefined ? "–" : `${formatNumber(sqnr, locale.value, 3)} dB`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Figure>
  );
}

const Bar = ({ share, color }: { readonly share: number; readonly color: string }) => (
  <span
    class="quant-bar"
    aria-hidden="true"
    style={{ inlineSize: `${100 * Math.min(1, share || 0)}%`, background: color }}
  />
);
