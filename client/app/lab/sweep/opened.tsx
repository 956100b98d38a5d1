import { t } from "../../../i18n/locale.ts";
import { words } from "../../../i18n/sweep.ts";
import { same } from "../../../run/draft.ts";
import { Icon } from "../../../views/icon.tsx";
import { useSession } from "../context.ts";
import { nameOf } from "./values.ts";
import "./sweep.css";

/** Above a result while there is a grid: which run of it is shown, the way back, and its parameters for the form. */
export function OpenedRun() {
  const session = useSession();
  const state = session.sweep.value;
  if (!state) return null;
  const experiment = session.shown.value?.experiment;
  const run = experiment ? state.grid.runs.findIndex((one) => same(one, experiment)) : -1;
  const paths = state.grid.axes.map(({ path }) => path);
  const isUsed = experiment !== undefined && same(session.draft.value.experiment, experiment);
  return (
    <div class="sweep-opened">
      <button type="button" onClick={() => (session.showsGrid.value = true)}>
        <Icon name="left" /> {t(words.back)}
      </button>
      {run >= 0 && experiment && (
        <>
          <span class="small">
            {t(words.place, { run: run + 1, total: state.runs.length })}
            <span class="soft"> · {nameOf(session.lab, experiment, paths)}</span>
          </span>
          {!isUsed && (
            <button type="button" data-act="take-run" onClick={() => session.replace(experiment)}>
              {t(words.use)}
            </button>
          )}
        </>
      )}
    </div>
  );
}
