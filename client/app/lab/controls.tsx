import type { Fields, Params } from "../../../shared/experiment/fields.ts";
import { activeFields } from "../../../shared/experiment/schema.ts";
import { words } from "../../i18n/lab.ts";
import { t } from "../../i18n/locale.ts";
import { Icon } from "../../views/icon.tsx";
import { useSession } from "./context.ts";
import { DataPanel } from "./data-panel.tsx";
import { FieldControl } from "./field.tsx";
import { PresetMenu } from "./preset-menu.tsx";

/** The form of an experiment: prepared experiments, data, the main parameters, and the rest under "more". */
export function Controls() {
  const session = useSession();
  const { lab } = session;
  const { experiment, past, future } = session.draft.value;
  const base = session.origin.value;
  return (
    <div class="controls">
      <div class="controls-head">
        <PresetMenu />
        <button
          type="button"
          class="quiet icon"
          disabled={past.length === 0}
          title={t(words.undo)}
          aria-label={t(words.undo)}
          onClick={() => session.undo()}
        >
          <Icon name="undo" />
        </button>
        <button
          type="button"
          class="quiet icon"
          disabled={future.length === 0}
          title={t(words.redo)}
          aria-label={t(words.redo)}
          onClick={() => session.redo()}
        >
          <Icon name="redo" />
        </button>
      </div>
      <DataPanel />
      <FieldList prefix="params" fields={lab.params} params={experiment.params} base={base.params} advanced={false} />
      <details class="controls-more">
        <summary>{t(words.more)}</summary>
        <FieldList prefix="params" fields={lab.params} params={experiment.params} base={base.params} advanced />
        <FieldControl
          path="seed"
          field={seedField}
          value={experiment.seed}
          base={base.seed}
          error={session.errors.value.seed}
          onSet={(value, gesture) => session.set("seed", value, gesture)}
          onSettle={() => session.settle()}
        />
      </details>
    </div>
  );
}

/** A seed is any whole number; the slider covers the small ones, any can be typed. */
const seedField = {
  kind: "integer",
  label: words.seed,
  help: words.seedHelp,
  min: 0,
  max: 1000,
  default: 1,
} as const;

interface FieldListProps {
  /** "params" or "data.params". */
  readonly prefix: string;
  readonly fields: Fields;
  readonly params: Params;
  readonly base: Params | undefined;
  /** Only the advanced fields, or only the others; all when left out. */
  readonly advanced?: boolean;
}

export function FieldList({ prefix, fields, params, base, advanced }: FieldListProps) {
  const session = useSession();
  const state = session.data.value;
  const columns = state.kind === "ready" ? state.table.names : undefined;
  const shown = activeFields(fields, params).filter(
    ([, field]) => advanced === undefined || (field.advanced ?? false) === advanced,
  );
  return (
    <>
      {shown.map(([name, field]) => {
        const path = `${prefix}.${name}`;
        return (
          <FieldControl
            key={path}
            path={path}
            field={field}
            value={params[name]}
            base={base?.[name]}
            error={session.errors.value[path]}
            columns={columns}
            onSet={(value, gesture) => session.set(path, value, gesture)}
            onSettle={() => session.settle()}
          />
        );
      })}
    </>
  );
}
