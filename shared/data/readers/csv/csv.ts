/**
 * A table of separated values (RFC 4180 and what spreadsheets, R, pandas and NumPy make of it). The layout is told by the first rows, the signs of the
 * numbers by all of them; a choice of the reading goes before what is found.
 */
import type { Reading } from "../../../experiment/reading.ts";
import type { Table } from "../../table.ts";
import type { FoundColumn, TableContent, Understood } from "../content.ts";
import { type ColumnName, finishColumn, groupsOf, settleSigns } from "./columns.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { TableScan } from "./table.ts";

/**
 * Reads every column, usable or not. Throws an ExperimentError at `path`: nothing to read, a row of another length, a quote left open, too many
 * rows or columns, two ways to read it ("two-readings").
 */
export function decodeCsv(
  text: string,
  path: string,
  reading: Reading = {},
  encoding: Understood["encoding"] = "utf-8",
): TableContent {
  const layout = layoutOf(text, reading, path);
  const named = columnNames(layout);
  const names = named.map(({ name }) => name);
  const first = new TableScan(text, layout, reading, path).read(null);
  const settled = settleSigns(first, names, reading, layout.separator, path);
  const groups = groupsOf(settled);
  const scan = groups ? new TableScan(text, layout, reading, path).read(groups) : first;
  const found = named.map((column, c): FoundColumn => {
    const { unit = layout.units?.[c], ...rest } = finishColumn(scan, c, column, settled, reading, path);
    return { name: column.name, named: column.isNamed, ...rest, ...(unit && { unit }) };
  });
  const columns = found.slice(0, lastColumn(found, layout));
  const table = tableOf(scan, columns, found.length);
  const understood: Understood = {
    separator: layout.separatorName,
    decimal: settled.decimal,
    thousands: settled.thousands,
    header: layout.names ? "yes" : "no",
    encoding,
    units: layout.units ? "yes" : "no",
    rows: scan.rows,
    emptyRows: layout.emptyRows + scan.emptyRows,
    comments: layout.comments + scan.comments,
    first: layout.first,
  };
  return { kind: "table", format: "csv", shape: [table.rows, table.columns], table, columns, understood };
}

/** Columns up to the last that has a name or a value: separators at the end of every line make columns of nothing. */
function lastColumn(columns: readonly FoundColumn[], { names }: Layout): number {
  let last = columns.length;
  while (last > 1 && !names?.[last - 1] && columns[last - 1].kind === "empty") last--;
  return last;
}

function tableOf({ rows, values, mask }: TableScan, found: readonly FoundColumn[], width: number): Table {
  const columns = found.length;
  const isMissing = mask?.includes(0) ?? false;
  return {
    rows,
    columns,
    values: columns === width ? values : narrowed(values, width, columns),
    names: found.map(({ name }) => name),
    ...(mask && isMissing && { mask: columns === width ? mask : narrowed(mask, width, columns) }),
    ...(found.some(({ levels }) => levels) && { levels: found.map(({ levels }) => levels) }),
  };
}

/** The first columns of each row. */
function narrowed<T extends Float64Array | Uint8Array>(values: T, width: number, columns: number): T {
  const rows = values.length / width;
  for (let r = 1; r < rows; r++) values.copyWithin(r * columns, r * width, r * width + columns);
  return values.slice(0, rows * columns) as T;
}

/** What pandas calls a column without a name. */
const UNNAMED = /^Unnamed: \d+$/;

/** Each name once: a second "x" becomes "x.2", a blank one "x" and its place. One that is blank or twice in the header names no column. */
function columnNames({ names, columns }: Layout): readonly ColumnName[] {
  const given = names ?? new Array<string>(columns).fill("");
  const times = new Map<string, number>();
  for (const name of given) times.set(name, (times.get(name) ?? 0) + 1);
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return given.map((own, c) => {
    const base = own || `x${c + 1}`;
    let name = base;
    let n = next.get(base) ?? 2;
    while (taken.has(name)) name = `${base}.${n++}`;
    next.set(base, n);
    taken.add(name);
    const isNamed = own !== "" && times.get(own) === 1 && !UNNAMED.test(own);
    return { name, isNamed, isBlank: names !== undefined && (own === "" || UNNAMED.test(own)) };
  });
}
