import type { DataNotice, Table } from "../../../../shared/data/table.ts";
import type { Params } from "../../../../shared/experiment/fields.ts";
import type { Lab } from "../../../../shared/labs/lab.ts";
import { lazy, nothing } from "../../lazy.tsx";
import { useSession } from "../context.ts";
import { isPrepared } from "../prepared.ts";
import type { NoticeListProps } from "./notice-list.tsx";

const NoticeList = lazy<NoticeListProps>(async () => (await import("./notice-list.tsx")).NoticeList, nothing);

/** What there is to say of a table, if anything: the sentences come with the first notice, which most data do not have. */
export function Notices({ table }: { readonly table: Table }) {
  const { lab, draft } = useSession();
  const { params } = draft.value.experiment;
  const notices = [...(table.notices ?? []), ...(isPrepared(lab, params, table) ? ofLab(lab, params, table) : [])];
  return notices.length > 0 ? <NoticeList notices={notices} /> : null;
}

/** None where the parameters do not fit the table: that is said beside it. */
function ofLab(lab: Lab, params: Params, table: Table): readonly DataNotice[] {
  try {
    return lab.notices?.(params, table) ?? [];
  } catch {
    return [];
  }
}
