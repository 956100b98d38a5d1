import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { TableContent, Understood } from "../../../../shared/data/readers/content.ts";
import type { FileData } from "../../../../shared/experiment/experiment.ts";
import type { Reading } from "../../../../shared/experiment/reading.ts";
import { useOf } from "../../../../shared/labs/takes.ts";
import { explain } from "../../../i18n/explain.ts";
import { words as lab } from "../../../i18n/lab.ts";
import { t } from "../../../i18n/locale.ts";
import { words } from "../../../i18n/reading.ts";
import { tableReport } from "../../../i18n/table-report.ts";
import { useSession } from "../context.ts";
import { DataPreview } from "../data-preview.tsx";
import { Choices } from "./choices.tsx";
import { ColumnRoles } from "./columns.tsx";
import { useContent } from "./content.ts";
import { NoticeList } from "./notice-list.tsx";
import { currentRoles } from "./roles.ts";
import "./own-data.css";

/** How the files of the experiment are read, and a switch for all of it; each change is a step that can be undone. */
export function ReadingButton({ data }: { readonly data: FileData }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = useSignal(false);
  return (
    <>
      <button
        type="button"
        onClick={() => {
          isOpen.value = true;
          dialog.current?.showModal();
        }}
      >
        {t(words.open)}
      </button>
      <dialog
        ref={dialog}
        class="reading"
        aria-label={t(words.title)}
        onClose={() => {
          isOpen.value = false;
        }}
      >
        <h2>{t(words.title)}</h2>
        {isOpen.value && <ReadingForm data={data} />}
        <form method="dialog" class="row">
          <button type="submit">{t(lab.close)}</button>
        </form>
      </dialog>
    </>
  );
}

function ReadingForm({ data }: { readonly data: FileData }) {
  const session = useSession();
  const content = useContent(data);
  const state = session.data.value;
  const { reading = {} } = data;
  const set = (next: Reading) => session.set("data.reading", next);
  const wrong =
    state.kind === "failed"
      ? state.error
      : Object.entries(session.errors.value).find(([path]) => path.startsWith("data.reading"))?.[1];
  return (
    <div class="reading-form">
      {wrong !== undefined && (
        <p class="field-error small" role="alert">
          {explain(wrong)}
        </p>
      )}
      {content && <Choosing content={content} reading={reading} onSet={set} />}
      {state.kind === "ready" && (
        <section>
          <h3>{t(words.result)}</h3>
          <p class="soft small" role="status">
            {tableReport(state.table)}
          </p>
          <NoticeList table={state.table} />
          <DataPreview table={state.table} />
        </section>
      )}
    </div>
  );
}

interface ChoosingProps {
  readonly content: TableContent;
  readonly reading: Reading;
  onSet(reading: Reading): void;
}

function Choosing({ content, reading, onSet }: ChoosingProps) {
  const session = useSession();
  const use = useOf(session.lab);
  const choose = (choice: string, value: string) => session.set(`data.reading.${choice}`, value);
  const props = { lab: session.lab, content, reading, onSet: choose };
  const takesColumns = session.lab.data.reading?.includes("columns") && content.table.image === undefined;
  return (
    <>
      {content.understood && (
        <section>
          <h3>{t(words.text)}</h3>
          <Choices {...props} which="decode" />
          <FirstRows understood={content.understood} />
        </section>
      )}
      {takesColumns && (
        <section>
          <h3>{t(words.columns)}</h3>
          <ColumnRoles
            lab={session.lab}
            columns={currentRoles(content, reading, use)}
            reading={reading}
            onSet={onSet}
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

/** The file as it is written, so that what was understood can be checked by eye. */
function FirstRows({ understood: { first, header, units } }: { readonly understood: Understood }) {
  const heads = (header === "yes" ? 1 : 0) + (units === "yes" ? 1 : 0);
  return (
    <figure class="reading-first">
      <figcaption class="small">
        {t(words.firstRows)} <span class="soft">{t(words.firstRowsNote)}</span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="table-scroll" tabIndex={0} aria-label={t(words.firstRows)}>
        <table>
          <tbody>
            {first.slice(0, 6).map((row, n) => (
              <tr key={n} class={n < heads ? "soft" : undefined}>
                {row.slice(0, 30).map((cell, c) => (
                  <td key={c}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </figure>
  );
}
