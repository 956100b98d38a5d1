import { activeFields } from "../../../shared/experiment/schema.ts";
import { words } from "../../i18n/lab.ts";
import { t } from "../../i18n/locale.ts";
import { Icon } from "../../views/icon.tsx";
import { useSession } from "./context.ts";
import { DataPanel } from "./data-panel.tsx";
import { isHidden } from "./desk.ts";
import { FieldControl } from "./field.tsx";
import { FieldList } from "./field-list.tsx";
import { PresetMenu } from "./preset-menu.tsx";
import { SweepPanel } from "./sweep/panel.tsx";

/** The form of an experiment: prepared experiments, data, the main parameters, and the rest under "more". */
export function Controls() {
  const session = useSession();
  const { lab } = session;
  const { experiment, past, future } = session.draft.value;
  const base = session.origin.value;
  const hasSeed = !lab.deterministic && !isHidden(session, "seed");
  const hasMore =
    hasSeed ||
    activeFields(lab.params, experiment.params).some(
      ([name, { advanced }]) => advanced && !isHidden(session, `params.${name}`),
    );
  return (
    <div class="controls">
      <div class="controls-head">
        {isHidden(session, "presets") ? <span class="preset-menu" /> : <PresetMenu />}
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
      {lab.sweeps && !isHidden(session, "sweep") && <SweepPanel />}
      {hasMore && (
        <details class="controls-more">
          <summary>{t(words.more)}</summary>
          <FieldList prefix="params" fields={lab.params} params={experiment.params} base={base.params} advanced />
          {hasSeed && (
            <FieldControl
              path="seed"
              field={seedField}
              value={experiment.seed}
              base={base.seed}
              error={session.errors.value.seed}
              onSet={(value, gesture) => session.set("seed", value, gesture)}
              onSettle={() => session.settle()}
            />
          )}
        </details>
      )}
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
