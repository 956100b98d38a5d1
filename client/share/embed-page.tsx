import { useSignal } from "@preact/signals";
import { useSession } from "../app/lab/context.ts";
import { MetricStrip } from "../app/lab/metrics.tsx";
import { LabDesk } from "../app/lab/page.tsx";
import { Drawn, Tabs } from "../app/lab/stage.tsx";
import { viewsFor } from "../app/lab/views-for.ts";
import { t } from "../i18n/locale.ts";
import type { LabView } from "../labs/view.ts";
import { words } from "./embed-words.ts";
import type { Opened } from "./opened.ts";
import { openLink } from "./opened.ts";
import { OpenedDesk } from "./opened-link.tsx";
import { readTitle } from "./titles.ts";
import "./embed-page.css";

/** A published result in a frame of another page: to be looked at. Nothing is run, kept or changed. */
export function EmbedPage({ id }: { readonly id: string }) {
  return (
    <OpenedDesk
      asked={id}
      link={null}
      open={() => openLink(id, "look")}
      desk={(found) => (
        <LabDesk
          lab={found.lab.id}
          asked={id}
          open={async () => found}
          only={(view) => <Framed id={id} found={found} view={view} />}
          {...(found.shown ? { shown: found.shown } : {})}
        />
      )}
    />
  );
}

interface FramedProps {
  readonly id: string;
  readonly found: Opened;
  readonly view: LabView;
}

function Framed({ id, found, view }: FramedProps) {
  const session = useSession();
  const shown = session.shown.value;
  const views = [view.main, ...viewsFor(view.supporting, shown)];
  const chosen = useSignal(view.main.id);
  const current = views.find((one) => one.id === chosen.value) ?? view.main;
  return (
    <div class="embed">
      <div class="embed-head">
        <h2>{t(readTitle(found.lab, found.title))}</h2>
        <a class="button" href={`/x/${id}`} target="_blank" rel="noopener">
          {t(words.openInLatente)}
        </a>
      </div>
      {found.envelope?.text && <p class="embed-text">{found.envelope.text}</p>}
      {shown ? (
        <>
          <Tabs place="embed" views={views} current={current} onChoose={(one) => (chosen.value = one)} />
          <div class="embed-view" role="tabpanel" id="embed-view" aria-labelledby={`embed-tab-${current.id}`}>
            <Drawn key={current.id} view={current} shown={shown} beside />
          </div>
        </>
      ) : (
        <p class="soft">{t(words.onlyNumbers)}</p>
      )}
      <div class="row embed-foot">
        <MetricStrip
          headline={view.headline}
          said={view.said}
          isOld={false}
          now={shown ? undefined : found.claimed.claim.metrics}
        />
      </div>
    </div>
  );
}
