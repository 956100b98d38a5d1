import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useTitle } from "../app/title.ts";
import { locale, t } from "../i18n/locale.ts";
import { labIndexes } from "../labs/indexes.ts";
import { deleteLink, readExpiry } from "./api.ts";
import { CopyButton } from "./copy.tsx";
import { dateText } from "./dates.ts";
import { explainEdge } from "./explain.ts";
import { loadLinks, removeLink, type StoredLink, storedLinks } from "./stored-links.ts";
import { readTitle, type Titled } from "./titles.ts";
import { Waiting } from "./waiting.tsx";
import { words } from "./words.ts";
import "./share-content.css";

/** The links that were published from this browser: open, copy, delete. */
export function MyLinks() {
  useTitle(t(words.myLinks));
  useEffect(() => {
    void loadLinks();
  }, []);
  const links = storedLinks.value;
  const expiry = useExpiry(links);
  return (
    <div class="my-links">
      <h1>{t(words.myLinks)}</h1>
      <p class="soft">{t(words.myLinksAbout)}</p>
      <p class="soft">{t(words.linksExpire)}</p>
      {expiry.value === "unknown" && <p class="share-hint">{t(words.livesUnknown)}</p>}
      <Waiting />
      {links?.length === 0 && <p>{t(words.noLinks)}</p>}
      <ul>
        {links?.map((link) => (
          <Row
            key={link.id}
            link={link}
            expires={expiry.value instanceof Map ? expiry.value.get(link.id) : undefined}
          />
        ))}
      </ul>
    </div>
  );
}

type Expiry = ReadonlyMap<string, string | null> | "unknown" | null;

/** When the edge will delete each link: null until it has said so, "unknown" where it cannot be asked. */
function useExpiry(links: readonly StoredLink[] | null): Signal<Expiry> {
  const expiry = useSignal<Expiry>(null);
  const ids = links?.map(({ id }) => id).join() ?? "";
  useEffect(() => {
    if (ids === "") return;
    let here = true;
    readExpiry(ids.split(",")).then(
      (found) => {
        if (here) expiry.value = found;
      },
      () => {
        if (here) expiry.value = "unknown";
      },
    );
    return () => {
      here = false;
    };
  }, [ids, expiry]);
  return expiry;
}

/** From so many days before its end on, a link's end is said aloud. */
const soon = 60 * 86_400_000;

/** When a link goes; `expires` is undefined until it is known. */
export function Expires({ expires }: { readonly expires: string | null | undefined }) {
  if (expires === undefined) return null;
  if (expires === null) return <span class="share-hint small">{t(words.isGone)}</span>;
  const date = dateText(expires);
  const isSoon = Date.parse(expires) - Date.now() < soon;
  if (isSoon) return <span class="share-hint small">{t(words.goesSoon, { date })}</span>;
  return <span class="soft small">{t(words.goesOn, { date })}</span>;
}

interface RowProps {
  readonly link: StoredLink;
  readonly expires: string | null | undefined;
}

function Row({ link, expires }: RowProps) {
  const { id, at } = link;
  const { title, lab } = titlesOf(link);
  const date = new Intl.DateTimeFormat(locale.value, { dateStyle: "medium", timeStyle: "short" });
  return (
    <li class="my-link">
      <span class="my-link-what">
        <a href={`/x/${id}`}>{title}</a>
        <span class="soft small">
          {lab && `${lab} · `}
          {date.format(at)}
        </span>
        <Expires expires={expires} />
      </span>
      <CopyButton value={`${location.origin}/x/${id}`} name={t(words.copyNamed, { title })} />
      <DeleteButton link={link} />
    </li>
  );
}

/** How a link and its lab are called in the reader's language; a lab that no longer exists has no title. */
export function titlesOf({ title, lab: id }: Pick<StoredLink, "title" | "lab">): { title: string; lab: string } {
  const lab: Titled | undefined = labIndexes.find((entry) => entry.id === id);
  if (!lab) return { title, lab: "" };
  return { title: t(readTitle(lab, title)), lab: t(lab.title) };
}

/** Deletes after asking. A link already gone at the edge is simply forgotten. */
function DeleteButton({ link }: { readonly link: StoredLink }) {
  const { id, deleteToken } = link;
  const { title } = titlesOf(link);
  const dialog = useRef<HTMLDialogElement>(null);
  const state = useSignal<"asking" | "deleting">("asking");
  const failed = useSignal<unknown>(undefined);
  const remove = async () => {
    state.value = "deleting";
    failed.value = undefined;
    try {
      await deleteLink(id, deleteToken);
      dialog.current?.close();
      await removeLink(id);
    } catch (error) {
      failed.value = error;
      state.value = "asking";
    }
  };
  return (
    <>
      <button type="button" aria-label={t(words.deleteNamed, { title })} onClick={() => dialog.current?.showModal()}>
        {t(words.delete)}
      </button>
      <dialog ref={dialog} class="share-confirm" aria-label={t(words.deleteTitle, { title })}>
        <h2>{t(words.deleteTitle, { title })}</h2>
        <p>{t(words.deleteAbout)}</p>
        {failed.value !== undefined && (
          <p class="field-error" role="alert">
            {explainEdge(failed.value)}
          </p>
        )}
        <div class="row">
          <button type="button" onClick={() => dialog.current?.close()}>
            {t(words.keep)}
          </button>
          <button type="button" class="danger" disabled={state.value === "deleting"} onClick={() => void remove()}>
            {t(state.value === "deleting" ? words.deleting : words.delete)}
          </button>
        </div>
      </dialog>
    </>
  );
}
