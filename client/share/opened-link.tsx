import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { LabDesk } from "../app/lab/page.tsx";
import { Unknown } from "../app/message.tsx";
import { words as app } from "../i18n/app.ts";
import { t } from "../i18n/locale.ts";
import { explainEdge } from "./explain.ts";
import { setLineage } from "./lineage.ts";
import { type Opened, openFile, openLink } from "./opened.ts";
import { OpenedBanner } from "./opened-banner.tsx";
import { words } from "./opened-words.ts";
import { readTitle } from "./titles.ts";
import "./share-content.css";

/** The page of a published link: its result at once, as claimed, on the desk of its lab. Nothing runs until it is asked for. */
export function OpenedLink({ id }: { readonly id: string }) {
  return <OpenedDesk asked={id} link={id} open={() => openLink(id)} />;
}

/** The same for a file. */
export function OpenedFile({ file }: { readonly file: File }) {
  const asked = `${file.name} ${file.lastModified} ${file.size}`;
  return <OpenedDesk asked={asked} link={null} open={async () => openFile(new Uint8Array(await file.arrayBuffer()))} />;
}

interface OpenedDeskProps {
  readonly asked: string;
  /** Id of the link that what is made of it descends from; null for a file, and for what is only looked at. */
  readonly link: string | null;
  open(): Promise<Opened>;
  /** In place of the desk with its banner. */
  desk?(found: Opened): ComponentChildren;
}

/** What was opened, once it is there; why it is not. */
export function OpenedDesk({ asked, link, open, desk }: OpenedDeskProps) {
  const opened = useSignal<Opened | null>(null);
  const failed = useSignal<unknown>(undefined);
  const attempt = useSignal(0);
  // `asked` stands for `open`, which is new at every render.
  useEffect(() => {
    let here = true;
    open().then(
      async (found) => {
        if (link) await setLineage({ parent: link, title: found.title, origin: found.experiment });
        if (here) opened.value = found;
      },
      (error) => {
        if (here) failed.value = error;
      },
    );
    return () => {
      here = false;
    };
  }, [asked, attempt.value]);
  if (failed.value !== undefined) {
    const again = () => {
      failed.value = undefined;
      attempt.value++;
    };
    return <Failed error={failed.value} again={again} />;
  }
  const found = opened.value;
  if (!found) return <p class="loading soft">{t(words.openedLoading)}</p>;
  if (desk) return <>{desk(found)}</>;
  return (
    <LabDesk
      lab={found.lab.id}
      asked={asked}
      name={readTitle(found.lab, found.title)}
      open={async () => found}
      banner={(session) => <OpenedBanner session={session} opened={found} link={link} />}
      {...(found.shown ? { shown: found.shown } : {})}
    />
  );
}

function Failed({ error, again }: { readonly error: unknown; again(): void }) {
  const { code } = error as { code?: string };
  if (code === "deleted") return <Unknown title={t(words.gone)} about={t(words.goneAbout)} />;
  if (code === "expired") return <Unknown title={t(words.expired)} about={t(words.expiredAbout)} />;
  if (code === "taken-down") return <Unknown title={t(words.takenDown)} />;
  if (code === "unknown-link") return <Unknown title={t(words.unknown)} about={t(words.unknownAbout)} />;
  return (
    <div class="page-message" role="alert">
      <p>{code === "offline" ? t(words.linkOffline) : explainEdge(error)}</p>
      <button type="button" onClick={again}>
        {t(app.tryAgain)}
      </button>
    </div>
  );
}
