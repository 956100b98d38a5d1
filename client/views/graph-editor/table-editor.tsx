import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { GraphDocument } from "../../../shared/experiment/document.ts";
import * as edits from "../../../shared/graphs/edit/index.ts";
import { words } from "../../i18n/graph-editor.ts";
import { locale, t } from "../../i18n/locale.ts";
import { namesIn } from "../../i18n/node-names.ts";
import { formatInteger, formatNumber } from "../../i18n/numbers.ts";
import { NumberBox } from "../number-box.tsx";
import { edit, type Session } from "./session.ts";
import { readSheet, writeSheet } from "./spreadsheet.ts";
import type { PartProps } from "./toolbar.tsx";

/** Rows that are shown at once: fewer where they are long. */
const pageOf = (columns: number) => Math.max(4, Math.min(40, Math.floor(400 / columns)));
/** What arrow keys count up to; larger numbers are typed. */
const MOST = 1e9;
/** What a sum may miss 1 by: digits of files are rounded. */
const SUM_SLACK = 1e-6;

export interface TableProps extends PartProps {
  readonly part: edits.Part;
  /** What has the table. */
  readonly name: string;
}

/** Names and states of what a table is over, as readers see them. */
function shownScope(document: GraphDocument, part: edits.Part) {
  const { names, states } = edits.scopeOf(document, part);
  const shown = namesIn(document);
  return { names: names.map(shown.node), states: states.map((own) => own.map(shown.state)) };
}

/** The numbers of a node or a factor: a row for each combination of the other nodes' states, a column for each state of the last. */
export function TableEditor({ session, given, part, name }: TableProps) {
  const page = useSignal(0);
  const wrong = useSignal<{ readonly cell: number; readonly text: string } | null>(null);
  const { document, onEdit } = given;
  const { names, states } = shownScope(document, part);
  const table = edits.tableOf(document, part);
  const isFactor = typeof part === "number";
  const columns = states.at(-1) ?? [t(words.value)];
  if (!table) return <NoTable session={session} given={given} part={part} />;
  const count = table.length / columns.length;
  const size = pageOf(columns.length);
  const start = Math.min(page.value, Math.max(0, Math.ceil(count / size) - 1)) * size;
  const shown = Array.from({ length: Math.min(size, count - start) }, (_, r) => start + r);
  const paste = (event: ClipboardEvent) => pasteInto(session, part, event, wrong);
  return (
    <section class="graph-table" aria-label={t(words.tableOf, { name })} onPaste={onEdit && paste} onKeyDown={nextRow}>
      <div class="graph-table-scroll">
        <table>
          <thead>
            <tr>
              {names.slice(0, -1).map((own) => (
                <th key={own} scope="col">
                  {own}
                </th>
              ))}
              {columns.map((state) => (
                <th key={state} scope="col" class="number">
                  {state}
                </th>
              ))}
              {!isFactor && (
                <th scope="col" class="number">
                  {t(words.sum)}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row} {...{ session, given, part, row, names, states, columns, table, wrong }} />
            ))}
          </tbody>
        </table>
      </div>
      {count > size && <Pages page={page} first={start} size={size} rows={count} />}
      <TableTools session={session} given={given} part={part} name={name} />
    </section>
  );
}

type Wrong = { value: { readonly cell: number; readonly text: string } | null };

interface RowProps extends PartProps {
  readonly part: edits.Part;
  readonly row: number;
  readonly names: readonly string[];
  readonly states: readonly (readonly string[])[];
  readonly columns: readonly string[];
  readonly table: readonly number[];
  readonly wrong: Wrong;
}

function Row({ session, given, part, row, names, states, columns, table, wrong }: RowProps) {
  const id = useId();
  const width = columns.length;
  const values = table.slice(row * width, (row + 1) * width);
  const sum = values.reduce((a, b) => a + b, 0);
  const isOff = typeof part === "string" && Math.abs(sum - 1) > SUM_SLACK;
  const context = statesOfRow(row, states);
  const said = names.slice(0, -1).map((name, i) => `${name} = ${context[i]}`);
  const set = (column: number, value: number | string) => {
    const cell = row * width + column;
    const isNumber = typeof value === "number";
    const told = t(words.cellSet, { state: columns[column], value: isNumber ? formatNumber(value, locale.value) : "" });
    const change = (d: GraphDocument) => {
      if (!isNumber) throw edits.unfitNumber(value, part);
      return edits.setCells(d, part, { row, column }, [[value]]);
    };
    const isDone = edit(session, change, told, `cell ${part} ${cell}`);
    wrong.value = isDone ? null : { cell, text: String(value) };
  };
  return (
    <tr class={isOff ? "graph-row-off" : undefined}>
      {context.map((state, i) => (
        <th key={names[i]} scope="row">
          {state}
        </th>
      ))}
      {values.map((value, column) => (
        <td key={columns[column]} class="number" data-row={row} data-column={column}>
          {given.onEdit ? (
            <NumberBox
              value={value}
              min={0}
              max={MOST}
              step={0.05}
              label={[columns[column], ...said].join(", ")}
              wrong={wrong.value?.cell === row * width + column ? `${id}wrong` : undefined}
              onSet={(next) => set(column, next)}
            />
          ) : (
            formatNumber(value, locale.value)
          )}
          {wrong.value?.cell === row * width + column && (
            <span id={`${id}wrong`} class="graph-wrong">
              {t(words.notANumber)}
            </span>
          )}
        </td>
      ))}
      {typeof part === "string" && (
        <td class="number">
          {isOff ? (
            <span class="graph-wrong">{t(words.sumIs, { sum: formatNumber(sum, locale.value) })}</span>
          ) : (
            formatNumber(1, locale.value)
          )}
          {isOff && given.onEdit && (
            <button
              type="button"
              class="small"
              onClick={() => edit(session, (d) => edits.normalise(d, part, row), t(words.rowNormalised))}
            >
              {t(words.normaliseRow)}
            </button>
          )}
        </td>
      )}
    </tr>
  );
}

/** Of a row the states of all nodes but the last. */
function statesOfRow(row: number, states: readonly (readonly string[])[]): readonly string[] {
  let rest = row;
  const found: string[] = [];
  for (const own of states.slice(0, -1).toReversed()) {
    found.unshift(own[rest % own.length]);
    rest = Math.floor(rest / own.length);
  }
  return found;
}

function NoTable({ session, given, part }: PartProps & { readonly part: edits.Part }) {
  return (
    <div class="row">
      <p class="soft">{t(words.noTable)}</p>
      {given.onEdit && (
        <button type="button" onClick={() => edit(session, (d) => edits.uniform(d, part), t(words.madeUniform))}>
          {t(words.uniform)}
        </button>
      )}
    </div>
  );
}

interface PagesProps {
  readonly page: { value: number };
  readonly first: number;
  readonly size: number;
  readonly rows: number;
}

function Pages({ page, first, size, rows }: PagesProps) {
  const last = Math.min(rows, first + size);
  const say = (value: number) => formatInteger(value, locale.value);
  return (
    <div class="row small">
      <button type="button" disabled={first === 0} onClick={() => (page.value = Math.floor(first / size) - 1)}>
        {t(words.before)}
      </button>
      <span>{t(words.rowsOf, { first: say(first + 1), last: say(last), rows: say(rows) })}</span>
      <button type="button" disabled={last >= rows} onClick={() => (page.value = Math.floor(first / size) + 1)}>
        {t(words.after)}
      </button>
    </div>
  );
}

function TableTools({ session, given, part, name }: TableProps) {
  const { document, onEdit } = given;
  const copy = () => {
    const { names, states } = shownScope(document, part);
    const table = edits.tableOf(document, part) ?? [];
    const columns = states.at(-1) ?? [""];
    const rows = Array.from({ length: table.length / columns.length }, (_, row) => ({
      names: statesOfRow(row, states),
      values: table.slice(row * columns.length, (row + 1) * columns.length),
    }));
    const text = writeSheet([...names.slice(0, -1), ...columns], rows, locale.value);
    const said = (done: boolean) => {
      session.said.value = { text: t(done ? words.tableCopied : words.noClipboard, { name }) };
    };
    void navigator.clipboard.writeText(text).then(
      () => said(true),
      () => said(false),
    );
  };
  return (
    <div class="row">
      {onEdit && (
        <>
          <button
            type="button"
            class="small"
            onClick={() => edit(session, (d) => edits.normalise(d, part), t(words.allNormalised, { name }))}
          >
            {t(words.normaliseAll)}
          </button>
          <button
            type="button"
            class="small"
            onClick={() => edit(session, (d) => edits.uniform(d, part), t(words.madeUniform))}
          >
            {t(words.uniform)}
          </button>
        </>
      )}
      <button type="button" class="small" onClick={copy}>
        {t(words.copyTable)}
      </button>
    </div>
  );
}

/** A table from a spreadsheet goes into the cells from the focused one on; a single number is the box's own affair. */
function pasteInto(session: Session, part: edits.Part, event: ClipboardEvent, wrong: Wrong): void {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const cell = (event.target as Element).closest<HTMLElement>("[data-row]");
  if (!cell || !/[\t;\n]/.test(text.trim())) return;
  event.preventDefault();
  const { states } = shownScope(session.props.current.document, part);
  const sheet = readSheet(text, locale.peek(), states.at(-1));
  if (sheet.wrong !== undefined) {
    session.said.value = { text: t(words.pasteNotNumbers, { text: sheet.wrong }) };
    return;
  }
  const at = { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
  const width = edits.widthOf(session.props.current.document, part);
  const rows = (edits.tableOf(session.props.current.document, part) ?? []).length / width;
  const fits = sheet.rows.flatMap((row, r) => row.filter((_, c) => at.row + r < rows && at.column + c < width)).length;
  const all = sheet.rows.flat().length;
  const told =
    t(words.pastedCells, { count: fits }) + (fits < all ? ` ${t(words.leftOut, { count: all - fits })}` : "");
  wrong.value = null;
  edit(session, (d) => edits.setCells(d, part, at, sheet.rows), told);
}

/** Enter goes to the cell below, as in spreadsheets. */
function nextRow(event: KeyboardEvent): void {
  const cell = (event.target as Element).closest<HTMLElement>("td[data-row]");
  if (!cell || event.key !== "Enter") return;
  const { row, column } = cell.dataset;
  const below = cell
    .closest("table")
    ?.querySelector<HTMLInputElement>(`[data-row="${Number(row) + 1}"][data-column="${column}"] input`);
  // What was typed is taken first.
  if (below) setTimeout(() => below.focus());
}
