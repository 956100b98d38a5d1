import { useMemo } from "preact/hooks";
import type { Table } from "../../../shared/data/table.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { fitParams } from "../../../shared/labs/fit-params.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { words } from "../../i18n/data.ts";
import { explain } from "../../i18n/explain.ts";
import { t } from "../../i18n/locale.ts";
import { lazy, nothing } from "../lazy.tsx";
import { sayChanges } from "./changes.tsx";
import { useSession } from "./context.ts";
import { fittings } from "./fittings.ts";
import { isCurable } from "./own-data/cures.ts";
import type { CuresProps } from "./own-data/question.tsx";
import { isPrepared } from "./prepared.ts";

const Cures = lazy<CuresProps>(async () => (await import("./own-data/question.tsx")).Cures, nothing);

/** The lab's objections to the data, before a run is requested, and a button for the parameters that would fit them; or which ones were made to fit. */
export function Fit({ table }: { readonly table: Table }) {
  const session = useSession();
  const { lab } = session;
  const { experiment } = session.draft.value;
  const prepared = isPrepared(lab, experiment.params, table);
  const complaint = useMemo(
    () => (prepared ? complaintOf(lab, experiment, table) : undefined),
    [prepared, lab, experiment, table],
  );
  if (complaint === undefined) return <Fitted now={experiment} />;
  const fitting = fitParams(lab, experiment, table, () => false);
  return (
    <p class="field-error small" role="alert">
      {explain(complaint)}{" "}
      {"files" in (experiment.data ?? {}) && isCurable(complaint) && (
        <Cures error={complaint} onAnswer={({ choice, value }) => session.set(`data.reading.${choice}`, value)} />
      )}
      {fitting !== experiment && (
        <button type="button" class="small" onClick={() => session.replace(fitting)}>
          {t(words.fit, { changes: inWords(lab, experiment, fitting) })}
        </button>
      )}
    </p>
  );
}

function complaintOf(lab: Lab, { params }: Experiment, table: Table): unknown {
  try {
    lab.check?.(params, table);
  } catch (error) {
    return error;
  }
}

/** As long as they stay as they were made. */
function Fitted({ now }: { readonly now: Experiment }) {
  const session = useSession();
  const fitted = fittings.value.get(session);
  if (!fitted || JSON.stringify(fitted.to.params) !== JSON.stringify(now.params)) return null;
  const { before, from, to } = fitted;
  const emptied = Object.entries(session.lab.params)
    .filter(([name]) => JSON.stringify(before.params[name]) !== JSON.stringify(from.params[name]))
    .map(([, { label }]) => t(label));
  const changes = inWords(session.lab, from, to);
  if (emptied.length === 0 && changes === "") return null;
  return (
    <p class="small" role="status">
      {emptied.length > 0 && `${t(words.emptied, { fields: emptied.join(", ") })} `}
      {changes !== "" && t(words.fitted, { changes })}
    </p>
  );
}

function inWords(lab: Lab, from: Experiment, to: Experiment): string {
  return sayChanges(lab, from, to)
    .map((change) => t(words.fitOne, { label: change.label, before: change.before, after: change.after }))
    .join("; ");
}
