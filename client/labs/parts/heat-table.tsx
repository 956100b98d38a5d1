import type { ComponentChildren } from "preact";
import { t } from "../../i18n/locale.ts";
import { formatNumber } from "../../i18n/numbers.ts";
import type { Columns } from "../../views/export.ts";
import { Figure } from "../../views/figure.tsx";
import { mapColor } from "../../views/palette.ts";
import { words } from "../factors/ppca/words.ts";
import type { ViewProps } from "../view.ts";
import "../factors/ppca/ppca.css";

interface HeatProps {
  readonly title: string;
  readonly note?: string;
  readonly rows: readonly string[];
  readonly heads: readonly string[];
  /** rows × heads. */
  readonly values: ArrayLike<number>;
  /** Value at the ends of the colours. */
  readonly size: number;
  readonly locale: ViewProps["locale"];
  readonly controls?: ComponentChildren;
}

/** A signed matrix as a coloured table, its numbers in it. */
export function HeatTable({ title, note, rows, heads, values, size, locale, controls }: HeatProps) {
  const width = heads.length;
  const columns = (): Columns => [
    { name: t(words.column), values: rows },
    ...heads.map((name, k) => ({ name, values: Float64Array.from(rows, (_, j) => values[j * width + k]) })),
  ];
  return (
    <Figure title={title} {...(note && { note })} columns={columns} controls={controls}>
      <div class="ppca-scroll">
        <table class="ppca-heat">
          <thead>
            <tr>
              <th scope="col">{t(words.column)}</th>
              {heads.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((name, j) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {heads.map((head, k) => (
                  <Cell key={head} value={values[j * width + k]} size={size} locale={locale} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Figure>
  );
}

function Cell({ value, size, locale }: Pick<HeatProps, "size" | "locale"> & { readonly value: number }) {
  const share = size > 0 ? Math.min(1, Math.max(-1, value / size)) : 0;
  const background = mapColor("diverging", 0.5 + share / 2);
  // Whichever of black and white can be read better on it: both have the same contrast at this luminance.
  const color = luminance(background) > 0.179 ? "#000" : "#fff";
  return <td style={{ background, color }}>{sayCell(value, size, locale)}</td>;
}

/** Relative luminance of an "rgb(r g b)" colour, as WCAG 2 defines it. */
function luminance(color: string): number {
  const [red, green, blue] = (color.match(/\d+(\.\d+)?/g) ?? []).map((channel) => {
    const share = Number(channel) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Two decimals for numbers around one, so that columns line up; other scales by significant digits. */
function sayCell(value: number, size: number, locale: ViewProps["locale"]): string {
  if (size < 0.05 || size >= 1000) return formatNumber(value, locale, 2);
  const digits = size < 10 ? 2 : 1;
  return value.toLocaleString(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: "negative",
  });
}
