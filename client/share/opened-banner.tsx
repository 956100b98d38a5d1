import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { labs } from "../../shared/labs/index.ts";
import { parseExperiment } from "../../shared/labs/parse-experiment.ts";
import { expert, withExpert } from "../app/expert.ts";
import { Changes } from "../app/lab/changes.tsx";
import { linkSide, openedSide } from "../app/lab/compare/link-side.ts";
import { compare } from "../app/lab/compare/side.ts";
import { goToDesk, openingAddress } from "../app/open/handed.ts";
import { showError } from "../app/toasts.tsx";
import { locale, t } from "../i18n/locale.ts";
import type { Session } from "../run/session.ts";
import { isBusy } from "../run/status.ts";
import { setLineage } from "./lineage.ts";
import { ModelHelp } from "./model-help.tsx";
import { linkedExperiment, type Opened } from "./opened.ts";
import { words } from "./opened-words.ts";
import { Confirmed, Same } from "./same.tsx";
import { TextDetails } from "./text/late.tsx";
import { readTitle } from "./titles.ts";
import { Verify } from "./verify.tsx";

interface SinceParentProps {
  readonly session: Session;
  readonly opened: Opened;
  /** Id of its link. */
  readonly parent: string;
}

/** What the fork changed of its parent, as far as that can still be read. */
function SinceParent({ session, opened, parent }: SinceParentProps) {
  const before = useSignal<Experiment | null>(null);
  useEffect(() => {
    let here = true;
    linkedExperiment(parent).then(
      (experiment) => {
        if (here && experiment.lab === opened.lab.id) before.value = experiment;
      },
      // Deleted since, or out of reach: the link to it says so.
      () => {},
    );
    return () => {
      here = false;
    };
  }, [parent, opened, before]);
  if (!before.value) return null;
  const beside = () =>
    compare(
      session,
      linkSide(parent, () => t(words.parentResult)),
      openedSide(opened, "opened", () => t(readTitle(opened.lab, opened.title))),
    );
  return (
    <div class="row">
      <span class="small soft">{t(words.changedFromParent)}</span>
      <Changes lab={opened.lab} from={before.value} to={opened.experiment} most={4} />
      <button type="button" class="small" disabled={isBusy(session.status.value)} onClick={beside}>
        {t(words.besideParent)}
      </button>
    </div>
  );
}

interface OpenedBannerProps {
  readonly session: Session;
  readonly opened: Opened;
  /** Id of the link; null for a file. */
  readonly link: string | null;
}

/** Above the desk: what was opened and who vouches for it, Verify and Fork. */
export function OpenedBanner({ session, opened, link }: OpenedBannerProps) {
  const { notes, parent, created, experiment } = opened;
  const title = t(readTitle(opened.lab, opened.title));
  const isForking = useSignal(false);
  const fork = async () => {
    isForking.value = true;
    try {
      // Through the parser, as when the address is opened: the lineage belongs to exactly that start.
      const { experiment: origin } = await parseExperiment(experiment, labs);
      if (link) await setLineage({ parent: link, title, origin });
      const address = await openingAddress(opened.lab, { experiment, envelope: opened.envelope });
      goToDesk(withExpert(address, expert.peek()));
    } catch (error) {
      showError(error);
      isForking.value = false;
    }
  };
  const date = new Intl.DateTimeFormat(locale.value, { dateStyle: "long" });
  return (
    <section class="opened" aria-label={title}>
      <div class="opened-head">
        <h2 class="opened-title">{title}</h2>
        <p class="soft small">
          {created && t(words.onDate, { date: date.format(new Date(created)) })}
          {parent && (
            <>
              {" · "}
              {t(words.forkOf)} <a href={`/x/${parent}`}>{t(words.parentLink)}</a>
            </>
          )}
        </p>
      </div>
      {parent && <SinceParent session={session} opened={opened} parent={parent} />}
      {notes && (
        <details class="opened-notes" open>
          <summary>{t(words.notes)}</summary>
          <p>{notes}</p>
        </details>
      )}
      <Verify
        session={session}
        opened={opened}
        same={link !== null && opened.confirmed !== null ? <Same link={link} of={opened} /> : undefined}
      >
        <button type="button" title={t(words.forkAbout)} disabled={isForking.value} onClick={() => void fork()}>
          {t(words.fork)}
        </button>
      </Verify>
      {link && <Confirmed link={link} of={opened} />}
      {!opened.shown && <p class="share-hint">{t(words.noArrays)}</p>}
      {link && opened.model?.kind === "text-int8" && <TextDetails link={link} />}
      {link && opened.model && <ModelHelp link={link} model={opened.model} />}
    </section>
  );
}
