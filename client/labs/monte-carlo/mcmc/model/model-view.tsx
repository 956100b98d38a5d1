import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import type { Table } from "../../../../../shared/data/table.ts";
import type { Params } from "../../../../../shared/experiment/fields.ts";
import { columnName } from "../../../../../shared/labs/monte-carlo/mcmc/columns.ts";
import type { McmcParams } from "../../../../../shared/labs/monte-carlo/mcmc/fields.ts";
import { textOf } from "../../../../../shared/labs/monte-carlo/mcmc/model.ts";
import { lazy } from "../../../../app/lazy.tsx";
import { explain } from "../../../../i18n/explain.ts";
import { t } from "../../../../i18n/locale.ts";
import { CodeBox, insertInto } from "../../../../views/code-box.tsx";
import type { McmcProps } from "../draws.ts";
import type { Checked } from "./check.ts";
import { FactList } from "./facts.tsx";
import { starts, startText } from "./starts.ts";
import { useCheck } from "./use-check.ts";
import { useText } from "./use-text.ts";
import { words } from "./words.ts";
import "../../../parts/parts.css";
import "./model.css";

const Reference = lazy(async () => (await import("./reference-panel.tsx")).Reference);
const StanMenu = lazy(
  async () => (await import("./stan-menu.tsx")).StanMenu,
  () => null,
);

/** The text of the target that the form names: to read, and to change where it is one's own. */
export function ModelView(props: McmcProps) {
  const { draft, data, propose } = props;
  const params = (draft?.experiment.params as McmcParams | undefined) ?? props.experiment.params;
  const table = draft ? draft.data : data;
  const isReady = draft === undefined || draft.data !== null || draft.experiment.data === null;
  const isOwn = params.target === "own" && draft !== undefined;
  const { text, type, leave } = useText(textOf(params), props);
  const checked = useCheck(params, text, table, isReady);
  const box = useRef<HTMLTextAreaElement | null>(null);
  const said = useId();
  const own = (model: string) => {
    leave();
    propose(ownParams(params, model), "own-model");
    draft?.settle();
    box.current?.focus();
  };
  const undo = () => {
    leave();
    draft?.undo?.();
  };
  const insert = (what: string) => box.current && insertInto(box.current, what);
  return (
    <section class="model-view">
      <h2 class="part-heading">{t(words.heading)}</h2>
      <div class="part-controls">
        {draft && <StartFrom onChoose={(id) => own(startText(params, id))} />}
        {draft && !isOwn && (
          <button type="button" data-act="own-text" onClick={() => own(text)}>
            {t(words.change)}
          </button>
        )}
        {draft?.undo && (
          <button type="button" class="small" onClick={undo}>
            {t(words.undo)}
          </button>
        )}
        {checked && !checked.wrong && <StanMenu params={params} text={text} table={table} />}
      </div>
      {!isOwn && draft && <p class="part-caption">{t(words.ofTarget)}</p>}
      <CodeBox
        label={t(words.heading)}
        value={text}
        lines={[10, 28]}
        readOnly={!isOwn}
        wrong={checked?.wrong && checked.where}
        isInvalid={checked?.wrong !== undefined}
        describedBy={said}
        onBox={(one) => (box.current = one)}
        onType={type}
        onLeave={leave}
      />
      {isOwn && table && <Columns table={table} insert={insert} />}
      <Said id={said} checked={checked} />
      <ReferenceFold insert={isOwn ? insert : undefined} />
    </section>
  );
}

/** The parameters with a text of one's own; Gibbs sampling knows the conditionals of none. */
function ownParams({ sampler }: McmcParams, model: string): Params {
  return { target: "own", model, ...(sampler === "gibbs" && { sampler: "slice" }) };
}

function StartFrom({ onChoose }: { onChoose(id: string): void }) {
  return (
    <select
      class="model-start"
      aria-label={t(words.startFrom)}
      data-act="start-from"
      value=""
      onChange={(event) => {
        const { value } = event.currentTarget;
        event.currentTarget.value = "";
        if (value !== "") onChoose(value);
      }}
    >
      <option value="">{t(words.startFrom)}</option>
      {starts.map(({ title, starts: some }) => (
        <optgroup key={title.en} label={t(title)}>
          {some.map((one) => (
            <option key={one.id} value={one.id}>
              {t(one.title)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

/** What is wrong, or what the model has; told to those who hear the page. */
function Said({ id, checked }: { readonly id: string; readonly checked: Checked | null }) {
  if (checked === null)
    return (
      <p id={id} class="part-caption" role="status">
        {t(words.waiting)}
      </p>
    );
  if (checked.wrong)
    return (
      <p id={id} class="part-warning model-wrong" role="status">
        {explain(checked.wrong)}
      </p>
    );
  return (
    <>
      <p id={id} class="model-right" role="status">
        {t(words.right)}
      </p>
      <FactList facts={checked.facts} />
    </>
  );
}

/** At most so many columns are offered to insert. */
const MOST_COLUMNS = 60;

function Columns({ table, insert }: { readonly table: Table; insert(text: string): void }) {
  const names = Array.from({ length: Math.min(table.columns, MOST_COLUMNS) }, (_, j) => columnName(table, j));
  return (
    <div class="part-controls model-columns">
      <span>{t(words.columns)}</span>
      {[...names.map(asWritten), "predictors", "response"].map((name) => (
        <button
          key={name}
          type="button"
          class="small"
          aria-label={t(words.insertColumn, { name })}
          onClick={() => insert(name)}
        >
          <code>{name}</code>
        </button>
      ))}
    </div>
  );
}

/** A name as a text has it: between quotes where it is no word. */
export function asWritten(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `"${name}"`;
}

function ReferenceFold({ insert }: { readonly insert: ((text: string) => void) | undefined }) {
  const open = useSignal(false);
  return (
    <details open={open.value} onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>{t(words.reference)}</summary>
      {open.value && <Reference insert={insert} />}
    </details>
  );
}
