import { areTexts } from "../../shared/data/generators/texts.ts";
import type { Table } from "../../shared/data/table.ts";
import { words } from "./data.ts";
import { graphLine } from "./graph-line.ts";
import { locale, t } from "./locale.ts";
import { counted, formatInteger, formatPercent, formatSeconds } from "./numbers.ts";

/** One line: what the table is, or the graph, with its samples. */
export function tableReport(table: Table): string {
  const graph = table.document && graphLine(table.document);
  if (graph !== undefined) return table.rows > 0 ? `${graph} · ${rowsReport(table)}` : graph;
  return rowsReport(table);
}

function rowsReport(table: Table): string {
  if (areTexts(table)) {
    let characters = 0;
    for (const length of table.values) characters += length;
    return `${counted(words.texts, table.rows)} · ${counted(words.characters, characters)}`;
  }
  const language = locale.value;
  const rows = formatInteger(table.rows, language);
  const parts = [
    table.rate !== undefined
      ? t(words.reportSound, {
          channels: counted(words.channels, table.columns),
          seconds: formatSeconds(table.rows / table.rate, language),
          rate: formatInteger(table.rate, language),
        })
      : table.image
        ? t(table.rows === 1 ? words.reportPicture : words.reportImage, {
            rows,
            width: table.image.width,
            height: table.image.height,
          })
        : `${counted(words.rows, table.rows)} × ${counted(words.columns, table.columns)}`,
  ];
  if (table.classes) parts.push(counted(words.classes, table.classes.length));
  const missing = countMissing(table);
  if (missing > 0) {
    parts.push(
      t(words.reportMissing, {
        count: formatInteger(missing, language),
        percent: formatPercent(missing / table.values.length, language),
      }),
    );
  }
  return parts.join(" · ");
}

const missingOf = new WeakMap<Uint8Array, number>();

function countMissing({ mask }: Table): number {
  if (!mask) return 0;
  let missing = missingOf.get(mask);
  if (missing === undefined) {
    missing = 0;
    // By index: an iterator over millions of cells would hold the page up.
    for (let at = 0; at < mask.length; at++) if (mask[at] === 0) missing++;
    missingOf.set(mask, missing);
  }
  return missing;
}
