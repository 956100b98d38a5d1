import type { Localized } from "../../../shared/text.ts";
import { t } from "../../i18n/locale.ts";
import { useTitle } from "../title.ts";
import { useSession } from "./context.ts";
import { deskOf } from "./desk.ts";
import { presetOf } from "./preset-menu.tsx";

/** Names the tab after the lab, and before it what is on the desk: as its teacher or publisher called it, or the prepared experiment that it is. */
export function DeskTitle({ name }: { readonly name?: Localized | undefined }) {
  const session = useSession();
  const { lab } = session;
  const said = deskOf(session).envelope.value?.title;
  const title = name ?? presetOf(lab, session.draft.value.experiment)?.title;
  useTitle(said ?? (title && t(title)), t(lab.title));
  return null;
}
