import type { DataNotice, Table } from "../../../../shared/data/table.ts";
import type { Params } from "../../../../shared/experiment/fields.ts";
import type { Lab } from "../../../../shared/labs/lab.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { noticeText } from "../../../i18n/notices.ts";
import { choices as words } from "../../../i18n/reading.ts";
import { useSession } from "../context.ts";

/** Nothing where the parameters do not fit the table: that is said beside it. */
function ofLab(lab: Lab, params: Params, table: Table): readonly DataNotice[] {
  try {
    return lab.notices?.(params, table) ?? [];
  } catch {
    return [];
  }
}

/** What was done to the reader's own data on the way to the lab, and what the lab has to say of them. */
export function NoticeList({ table }: { readonly table: Table }) {
  const session = useSession();
  const { lab, draft } = session;
  const notices = [...(table.notices ?? []), ...ofLab(lab, draft.value.experiment.params, table)];
  if (notices.length === 0) return null;
  return (
    <ul class="data-notices small" role="status">
      {notices.map((notice) => (
        <li key={`${notice.code} ${JSON.stringify(notice.values)}`}>
          {noticeText(notice, locale.value)}
          {notice.code === "spreads-differ" && (
            <>
              {" "}
              <button type="button" class="small" onClick={() => session.set("data.reading.standardise", "yes")}>
                {t(words.standardise)}
              </button>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
