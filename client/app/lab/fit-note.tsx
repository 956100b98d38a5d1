import type { Table } from "../../../shared/data/table.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { type Change, changesOf } from "../../../shared/labs/changes.ts";
import { fitParams } from "../../../shared/labs/fit-params.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { words } from "../../i18n/data-form.ts";
import { explain } from "../../i18n/explain.ts";
import { t } from "../../i18n/locale.ts";
import { sayChanges } from "./changes.tsx";
import { useSession } from "./context.ts";
import { fittings } from "./fittings.ts";
import { isCurable } from "./own-data/cures.ts";
import { Cures } from "./own-data/question.tsx";

export interface UnfitProps {
  readonly table: Table;
  /** What the lab threw. */
  readonly complaint: unknown;
}

/** The lab's objection to the data, and a button for the parameters that would fit them. */
export function Unfit({ table, complaint }: UnfitProps) {
  const session = useSession();
  const { lab } = session;
  const { experiment } = session.draft.value;
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

/** Which parameters were made to fit, as long as they stay as they were made. */
export function Fitted({ now }: { readonly now: Experiment }) {
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

/** Those that go with another choice, or come with it, have nothing that they are instead of. */
function inWords(lab: Lab, from: Experiment, to: Experiment): string {
  const isOneSided = ({ before, after }: Change) => before === undefined || after === undefined;
  const all = changesOf(lab, from, to);
  const paths = new Set(all.filter((change) => !isOneSided(change)).map(({ path }) => path));
  return sayChanges(lab, from, to)
    .filter(({ path }) => paths.has(path) || paths.size === 0)
    .map((change) => t(words.fitOne, { label: change.label, before: change.before, after: change.after }))
    .join("; ");
}
