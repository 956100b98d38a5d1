import type { DataNotice, Table } from "../../../../shared/data/table.ts";
import type { Params } from "../../../../shared/experiment/fields.ts";
import type { Lab } from "../../../../shared/labs/lab.ts";
import { lazy, nothing } from "../../lazy.tsx";
import { useSession } from "../context.ts";
import { isPrepared } from "../prepared.ts";
import type { NoticeListProps } from "./notice-list.tsx";

const NoticeList = lazy<NoticeListProps>(async () => (await import("./notice-list.tsx")).NoticeList, nothing);

interface NoticesProps {
  readonly table: Table | null;
  /** The table is the reader's own; of another only what follows from the parameters is said. */
  readonly isOwn: boolean;
}

/** What there is to say, if anything: the sentences come with the first notice, which most experiments do not have. */
export function Notices({ table, isOwn }: NoticesProps) {
  const { lab, draft } = useSession();
  const { params } = draft.value.experiment;
  const own = isOwn ? table : null;
  const notices = [...(own?.notices ?? []), ...(isPrepared(lab, params, table) ? ofLab(lab, params, own) : [])];
  return notices.length > 0 ? <NoticeList notices={notices} /> : null;
}

/** Whether the lab uses the weights of a file as they are: it says so itself. */
export const keepsWeights = (lab: Lab, params: Params, table: Table): boolean =>
  isPrepared(lab, params, table) && ofLab(lab, params, table).some(({ code }) => code === "weights-as-they-are");

/** None where the parameters do not fit the table: that is said beside it. */
function ofLab(lab: Lab, params: Params, table: Table | null): readonly DataNotice[] {
  try {
    return lab.notices?.(params, table) ?? [];
  } catch {
    return [];
  }
}
