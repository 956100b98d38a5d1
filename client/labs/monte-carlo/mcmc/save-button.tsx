import { lazy } from "../../../app/lazy.tsx";
import { t } from "../../../i18n/locale.ts";
import type { Draws, McmcProps } from "./draws.ts";
import { words } from "./words.ts";

const SaveDraws = lazy(
  async () => (await import("./save-draws.tsx")).SaveDraws,
  () => null,
);

/** The draws as files, once there are some; of a result that was kept in part, how to have all of them. */
export function SaveButton({ props, draws }: { readonly props: McmcProps; readonly draws: Draws }) {
  if (draws.rows <= draws.warmup) return null;
  return isWhole(draws) ? <SaveDraws props={props} /> : <span class="part-caption">{t(words.runToSave)}</span>;
}

/** Every row of every record is there: the acceptance of each draw is recorded for the file alone. */
function isWhole({ fold, tasks, thinned }: Draws): boolean {
  return !thinned && fold.records(tasks[0], "accept") !== undefined;
}
