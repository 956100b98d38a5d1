import type { Table } from "../../../../../shared/data/table.ts";
import type { McmcParams } from "../../../../../shared/labs/monte-carlo/mcmc/fields.ts";
import { tableFor } from "../../../../../shared/labs/monte-carlo/mcmc/model.ts";
import { showError, showNote } from "../../../../app/toasts.tsx";
import { t } from "../../../../i18n/locale.ts";
import { download } from "../../../../views/export.ts";
import { Menu } from "../../../../views/menu.tsx";
import { words } from "./words.ts";

interface StanMenuProps {
  readonly params: McmcParams;
  readonly text: string;
  readonly table: Table | null;
}

/** The model as Stan code, and its data as Stan's JSON. What writes them is loaded when it is asked for. */
export function StanMenu({ params, text, table }: StanMenuProps) {
  const write = async () => {
    const { stanOf } = await import("../../../../../shared/densities/stan.ts");
    return stanOf(text, tableFor(params, table, text));
  };
  const leave = (how: (code: string, data: string) => unknown) => () =>
    void write()
      .then(({ code, data }) => how(code, `${JSON.stringify(data)}\n`))
      .catch(showError);
  return (
    <Menu class="button" button={t(words.stan)}>
      <button
        type="button"
        class="quiet"
        onClick={leave(async (code) => {
          await navigator.clipboard.writeText(code);
          showNote(words.copied);
        })}
      >
        {t(words.copyStan)}
      </button>
      <button type="button" class="quiet" onClick={leave((code) => download("model.stan", code))}>
        {t(words.saveStan)}
      </button>
      <button type="button" class="quiet" onClick={leave((_, data) => download("data.json", data, "application/json"))}>
        {t(words.saveStanData)}
      </button>
    </Menu>
  );
}
