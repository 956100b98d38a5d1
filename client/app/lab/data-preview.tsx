import type { Table } from "../../../shared/data/table.ts";
import { words } from "../../i18n/data.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatNumber } from "../../i18n/numbers.ts";
import { tableReport } from "../../i18n/table-report.ts";
import type { Column } from "../../views/export.ts";
import { ImageGrid } from "../../views/image-grid.tsx";
import { Rows } from "../../views/table.tsx";

const shownImages = 32;
const shownRows = 8;
const shownColumns = 12;

/** What was read, to be checked at a glance: pictures as pictures, tables by their first rows. */
export function DataPreview({ table }: { readonly table: Table }) {
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
  return <Rows label={t(words.preview)} columns={firstRows(table)} limit={shownRows} />;
}

function firstRows(table: Table): readonly Column[] {
  const rows = Math.min(shownRows, table.rows);
  const columns: Column[] = [];
  for (let c = 0; c < Math.min(shownColumns, table.columns); c++) {
    const at = (row: number) => row * table.columns + c;
    const values = Array.from({ length: rows }, (_, row) => Number(table.values[at(row)]));
    const someMissing = table.mask && values.some((_, row) => table.mask?.[at(row)] === 0);
    columns.push({
      name: table.names?.[c] ?? String(c + 1),
      values: someMissing
        ? values.map((value, row) =>
            table.mask?.[at(row)] === 0 ? t(words.missingValue) : formatNumber(value, locale.value, 5),
          )
        : values,
    });
  }
  const { labels, classes } = table;
  if (labels)
    columns.push({
      name: t(words.label),
      values: Array.from({ length: rows }, (_, row) => classes?.[labels[row]] ?? String(labels[row])),
    });
  return columns;
}
