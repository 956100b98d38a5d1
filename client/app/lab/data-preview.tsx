import type { Table } from "../../../shared/data/table.ts";
import { words } from "../../i18n/data.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatInteger } from "../../i18n/numbers.ts";
import { words as reading, roles } from "../../i18n/reading.ts";
import { tableReport } from "../../i18n/table-report.ts";
import type { Column } from "../../views/export.ts";
import { ImageGrid } from "../../views/image-grid.tsx";
import { Rows } from "../../views/table.tsx";

const shownImages = 32;
const shownRows = 8;
const shownColumns = 12;

interface DataPreviewProps {
  readonly table: Table;
  /** Name of the column that gives the classes, where one does. */
  readonly label?: string;
}

/** What was read, to be checked at a glance: pictures as pictures, tables by their first rows, with the column to be predicted and the classes marked. */
export function DataPreview({ table, label }: DataPreviewProps) {
  if (table.image) {
    const count = Math.min(shownImages, table.rows);
    return (
      <ImageGrid
        title={tableReport(table)}
        values={table.values}
        count={count}
        shape={table.image}
        maxScale={2}
        gap={2}
      />
    );
  }
  const places = shownPlaces(table);
  const rows = Math.min(shownRows, table.rows);
  const number = (value: number) => formatInteger(value, locale.value);
  return (
    <div class="data-preview">
      <Rows label={t(words.preview)} columns={firstRows(table, places, rows, label)} />
      {(rows < table.rows || places.length < table.columns) && (
        <p class="soft small">
          {t(words.previewCut, {
            rows: number(rows),
            allRows: number(table.rows),
            columns: number(places.length),
            allColumns: number(table.columns),
          })}
        </p>
      )}
    </div>
  );
}

/** The first columns, and the one to be predicted wherever it stands. */
function shownPlaces({ columns, target }: Table): readonly number[] {
  const first = Array.from({ length: Math.min(shownColumns, columns) }, (_, c) => c);
  return target === undefined || target < shownColumns ? first : [...first, target];
}

function firstRows(table: Table, places: readonly number[], rows: number, label?: string): readonly Column[] {
  const { values, mask, names, target, labels, classes } = table;
  const columns = places.map((c): Column => {
    const name = names?.[c] ?? String(c + 1);
    return {
      name: c === target ? t(reading.withRole, { column: name, role: t(roles.target) }) : name,
      values: Array.from({ length: rows }, (_, row) => {
        const at = row * table.columns + c;
        return mask?.[at] === 0 ? t(words.missingValue) : Number(values[at]);
      }),
    };
  });
  if (!labels) return columns;
  const role = t(roles.label);
  const named = {
    name: label === undefined ? role : t(reading.withRole, { column: label, role }),
    values: Array.from({ length: rows }, (_, row) => classes?.[labels[row]] ?? String(labels[row])),
  };
  return [...columns, named];
}
