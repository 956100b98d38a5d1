import { useMemo, useRef } from "preact/hooks";
import { areWholePictures } from "../../../../shared/data/file-columns.ts";
import { greatestByte, greatestOfBytes } from "../../../../shared/data/pixels.ts";
import type { TableContent, Understood } from "../../../../shared/data/readers/content.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { FileData } from "../../../../shared/experiment/experiment.ts";
import type { Reading } from "../../../../shared/experiment/reading.ts";
import { useOf } from "../../../../shared/labs/takes.ts";
import { explain } from "../../../i18n/explain.ts";
import { t } from "../../../i18n/locale.ts";
import { roles, words } from "../../../i18n/reading.ts";
import { tableReport } from "../../../i18n/table-report.ts";
import { useSession } from "../context.ts";
import { DataPreview } from "../data-preview.tsx";
import { Choices } from "./choices.tsx";
import { ColumnRoles, nameOf } from "./columns.tsx";
import { useContent } from "./content.ts";
import { Notices } from "./notices.tsx";
import { Cures } from "./question.tsx";
import { type ColumnWithRole, currentRoles } from "./roles.ts";

/** Of the file as it is written. */
const MOST_CELLS = 30;

/** How the files are read: every choice, with the first rows as they are written and the table that comes of them. */
export function ReadingForm({ data }: { readonly data: FileData }) {
  const session = useSession();
  const content = useContent(data);
  const table = useLastTable();
  const { reading = {} } = data;
  const columns =
    content && !areWholePictures(content, reading) ? currentRoles(content, reading, useOf(session.lab)) : [];
  const label = columns.find(({ role }) => role === "label");
  return (
    <div class="reading-form">
      {content && <Choosing content={content} columns={columns} reading={reading} table={table} />}
      {table && (
        <section>
          <h3>{t(words.result)}</h3>
          <Notices table={table} isOwn />
          <DataPreview table={table} {...(label && { label: nameOf(label) })} />
        </section>
      )}
    </div>
  );
}

/** The table of the draft; while a choice is applied, the one before it: nothing jumps. */
function useLastTable(): Table | undefined {
  const state = useSession().data.value;
  const last = useRef<Table | undefined>(undefined);
  if (state.kind === "ready") last.current = state.table;
  return state.kind === "ready" || state.kind === "loading" ? last.current : undefined;
}

/** What comes of the choices, in sight wherever they are changed: the size of the table, or what is in its way. */
export function Outcome() {
  const session = useSession();
  const state = session.data.value;
  const table = useLastTable();
  const wrong =
    state.kind === "failed"
      ? state.error
      : Object.entries(session.errors.value).find(([path]) => path.startsWith("data.reading"))?.[1];
  if (wrong === undefined)
    return (
      <p class="soft small" role="status">
        {table && tableReport(table)}
      </p>
    );
  return (
    <div class="row" role="alert">
      <p class="field-error small">{explain(wrong)}</p>
      <Cures error={wrong} onAnswer={({ choice, value }) => session.set(`data.reading.${choice}`, value)} />
    </div>
  );
}

interface ChoosingProps {
  readonly content: TableContent;
  readonly columns: readonly ColumnWithRole[];
  readonly reading: Reading;
  readonly table: Table | undefined;
}

function Choosing({ content, columns, reading, table }: ChoosingProps) {
  const session = useSession();
  const isWhole = areWholePictures(content, reading);
  const pixels = usePixels(content, isWhole ? undefined : columns, table);
  const choose = (choice: string, value: string) => session.set(`data.reading.${choice}`, value);
  const props = { lab: session.lab, content, reading, ...(pixels && { pixels }), onSet: choose };
  const takesColumns = session.lab.data.reading?.includes("columns") && content.table.image === undefined;
  return (
    <>
      {content.understood && (
        <section>
          <h3>{t(words.text)}</h3>
          <Choices {...props} which="decode" />
          <FirstRows understood={content.understood} columns={columns} />
        </section>
      )}
      {takesColumns && (
        <section>
          <h3>{t(words.columns)}</h3>
          <ColumnRoles
            lab={session.lab}
            columns={columns}
            reading={reading}
            onSet={(next) => session.set("data.reading", next)}
          />
        </section>
      )}
      <section>
        <h3>{t(words.cells)}</h3>
        {!content.understood && <Choices {...props} which="decode" />}
        <Choices {...props} which="shape" />
      </section>
    </>
  );
}

type PixelsFound = "yes" | "no" | "unknown" | undefined;

/** Whether the values in these columns (undefined: in all) may be pixels, and are taken as such: undefined where there is no question. */
function usePixels(
  content: TableContent,
  columns: readonly ColumnWithRole[] | undefined,
  table: Table | undefined,
): PixelsFound {
  const used = columns?.filter(({ role, kind }) => role === "used" && (kind === "number" || kind === "constant"));
  const places = used?.map(({ place }) => place);
  const most = useMemo(
    () => (places ? greatestByte(content.table, places) : greatestOfBytes(content.table)),
    [content, places?.join()],
  );
  if (most === null || most <= 1 || places?.length === 0) return undefined;
  if (table === undefined || table.mask) return "unknown";
  return table.values instanceof Uint8Array ? "yes" : "no";
}

interface FirstRowsProps {
  readonly understood: Understood;
  readonly columns: readonly ColumnWithRole[];
}

/** The file as it is written, so that what was understood can be checked by eye. */
function FirstRows({ understood: { first, header, units }, columns }: FirstRowsProps) {
  const heads = (header === "yes" ? 1 : 0) + (units === "yes" ? 1 : 0);
  return (
    <figure class="reading-first">
      <figcaption class="small">
        {t(words.firstRows)} <span class="soft">{t(words.firstRowsNote)}</span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="table-scroll" tabIndex={0} aria-label={t(words.firstRows)}>
        <table>
          <thead>
            <tr>
              {columns.slice(0, MOST_CELLS).map(({ key, role }) => (
                <th key={key} scope="col" class={role === "ignored" ? "soft" : undefined}>
                  {t(roles[role])}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {first.slice(0, 6).map((row, n) => (
              <tr key={n} class={n < heads ? "soft" : undefined}>
                {row.slice(0, MOST_CELLS).map((cell, c) => (
                  <td key={c} class={columns[c]?.role === "ignored" ? "soft" : undefined} title={cell}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </figure>
  );
}
