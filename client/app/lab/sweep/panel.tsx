import { useSignal } from "@preact/signals";
import { t } from "../../../i18n/locale.ts";
import { words } from "../../../i18n/vary.ts";
import type { Session } from "../../../run/session.ts";
import { lazy, nothing } from "../../lazy.tsx";
import { useSession } from "../context.ts";

const axes = () => import("./axes.tsx");
const Axes = lazy(async () => (await axes()).Axes, nothing);

/** Brings what shows the axes of a sweep, so that it is there with the form. Where it cannot be had, the panel says so. */
export const bringAxes = (): Promise<void> => Axes.bring().catch(() => {});

/** What the experiment runs over. What is in the panel is loaded once it is opened, or something is varied. */
export function SweepPanel() {
  const { sweep = {} } = useSession().draft.value.experiment;
  const isVaried = Object.keys(sweep).length > 0;
  const wasOpened = useSignal(false);
  return (
    <details
      class="controls-more sweep-panel"
      open={isVaried}
      onToggle={({ currentTarget }) => {
        wasOpened.value ||= currentTarget.open;
      }}
    >
      <summary>{t(words.title)}</summary>
      {(isVaried || wasOpened.value) && <Axes />}
    </details>
  );
}

/** Begins to vary what a path says, with values about the present one. */
export async function vary(session: Session, path: string): Promise<void> {
  const [code] = await Promise.all([axes(), bringAxes()]);
  code.vary(session, path);
}
