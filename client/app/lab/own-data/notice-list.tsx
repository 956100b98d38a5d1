import type { DataNotice } from "../../../../shared/data/table.ts";
import { sayColumns } from "../../../i18n/column-names.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { noticeText } from "../../../i18n/notices.ts";
import { counted } from "../../../i18n/numbers.ts";
import { moreNotices, choices as words } from "../../../i18n/reading.ts";
import { useSession } from "../context.ts";

/** Further ones are folded: a table of forty questions with two answers each has forty. */
const MOST_SHOWN = 6;

export interface NoticeListProps {
  readonly notices: readonly DataNotice[];
}

/** What was done to the reader's own data on the way to the lab, and what the lab has to say of them; first what can be answered. */
export function NoticeList({ notices: all }: NoticeListProps) {
  const notices = all.toSorted((a, b) => Number(isOffer(b)) - Number(isOffer(a)));
  const shown = notices.slice(0, notices.length > MOST_SHOWN + 1 ? MOST_SHOWN : notices.length);
  const folded = notices.slice(shown.length);
  return (
    <div class="data-notices small" role="status">
      <Items notices={shown} />
      {folded.length > 0 && (
        <details>
          <summary>{counted(moreNotices, folded.length)}</summary>
          <Items notices={folded} />
        </details>
      )}
    </div>
  );
}

const isOffer = ({ code }: DataNotice) => code.startsWith("spreads-differ");

function Items({ notices }: { readonly notices: readonly DataNotice[] }) {
  const session = useSession();
  return (
    <ul>
      {notices.map((notice) => (
        <li key={`${notice.code} ${JSON.stringify(notice.values)}`}>
          {noticeText({ ...notice, values: sayColumns(notice.values, locale.value) }, locale.value)}
          {isOffer(notice) && (
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
