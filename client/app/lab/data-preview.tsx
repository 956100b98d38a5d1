import { areTexts } from "../../../shared/data/generators/texts.ts";
import type { Table } from "../../../shared/data/table.ts";
import type { DataRef } from "../../../shared/experiment/experiment.ts";
import { className, columnName } from "../../i18n/class-names.ts";
import { words } from "../../i18n/data-form.ts";
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

/** Classes that are shown apart, and pictures of each. */
const shownClasses = 12;
const shownOfClass = 10;

export interface DataPreviewProps {
  readonly table: Table;
  /** Where the table comes from, which may have words for its classes. */
  readonly data?: DataRef;
  /** Name of the column that gives the classes, where one does. */
  readonly label?: string;
}

/** What was read, to be checked at a glance: pictures as pictures, tables by their first rows, with the column to be predicted and the classes marked. */
export function DataPreview({ table, data = null, label }: DataPreviewProps) {
  if (table.image && table.labels && table.classes && table.classes.length > 1)
    return <PicturesByClass table={table} data={data} />;
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
      <Rows label={t(words.preview)} columns={firstRows(table, data, places, rows, label)} />
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

/** Of each class its name, how many pictures it has, and the first of them. */
function PicturesByClass({ table, data }: { readonly table: Table; readonly data: DataRef }) {
  const { classes = [], labels = new Int32Array(0), image } = table;
  const counts = new Uint32Array(classes.length);
  for (const label of labels) counts[label]++;
  if (!image) return null;
  return (
    <div class="data-preview">
      {classes.slice(0, shownClasses).map((name, label) => {
        const title = t(words.classCount, {
          name: className(data, name),
          count: formatInteger(counts[label], locale.value),
        });
        const places = firstOf(labels, label);
        return (
          <div key={name}>
            <p class="small">{title}</p>
            {places.length > 0 && (
              <ImageGrid
                title={title}
                values={rowsAt(table, places)}
                count={places.length}
                shape={image}
                columns={shownOfClass}
                maxScale={1}
                gap={2}
              />
            )}
          </div>
        );
      })}
      {classes.length > shownClasses && (
        <p class="soft small">
          {t(words.moreClasses, { count: formatInteger(classes.length - shownClasses, locale.value) })}
        </p>
      )}
    </div>
  );
}

/** The first rows of a class. */
function firstOf(labels: Int32Array, label: number): readonly number[] {
  const places: number[] = [];
  for (let at = labels.indexOf(label); at >= 0 && places.length < shownOfClass; at = labels.indexOf(label, at + 1))
    places.push(at);
  return places;
}

/** The values of these rows, one after the other, of the type that they have. */
function rowsAt({ values, columns }: Table, places: readonly number[]): Table["values"] {
  const out = values.slice(0, places.length * columns);
  for (const [i, place] of places.entries())
    out.set(values.subarray(place * columns, (place + 1) * columns), i * columns);
  return out;
}

function firstRows(
  table: Table,
  data: DataRef,
  places: readonly number[],
  rows: number,
  label?: string,
): readonly Column[] {
  const { values, mask, names, target, labels, classes } = table;
  const columns = places.map((c): Column => {
    const name = columnName(data, names?.[c] ?? String(c + 1));
    const levels = table.levels?.[c];
    return {
      name: c === target ? t(reading.withRole, { column: name, role: t(roles.target) }) : name,
      values: Array.from({ length: rows }, (_, row) => {
        const at = row * table.columns + c;
        if (mask?.[at] === 0) return t(words.missingValue);
        const level = levels?.[Number(values[at])];
        return level === undefined ? Number(values[at]) : className(data, level);
      }),
    };
  });
  if (areTexts(table)) return textColumns(table, rows);
  if (!labels) return columns;
  const role = t(roles.label);
  const named = {
    name: label === undefined ? role : t(reading.withRole, { column: label, role }),
    values: Array.from({ length: rows }, (_, row) => className(data, classes?.[labels[row]] ?? String(labels[row]))),
  };
  return [...columns, named];
}

/** Characters of a text that are shown. */
const TEXT = 100;

/** The beginning of each text, and how long it is. */
function textColumns({ texts = [], values }: Table, rows: number): readonly Column[] {
  return [
    {
      name: t(words.textColumn),
      values: texts.slice(0, rows).map((text) => (text.length > TEXT ? `${text.slice(0, TEXT)}…` : text)),
    },
    { name: t(words.lengthColumn), values: values.slice(0, rows) },
  ];
}
