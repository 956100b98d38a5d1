import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { explain } from "../../../i18n/explain.ts";
import { words } from "../../../i18n/folder.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { counted, formatInteger } from "../../../i18n/numbers.ts";
import type { News } from "../beside.ts";
import { useSession } from "../context.ts";
import { packBeside } from "../folder.ts";
import { type OfferedFolder, offeredFolder, type PlannedFile } from "../offered-folder.ts";
import { attachToSession } from "../take-files.ts";
import "./folder-dialog.css";

const SIDES = [16, 24, 28, 32, 48, 64, 96, 128];
const shownClasses = 12;
const shownPictures = 6;

/** Asks how a folder of pictures is read, with its classes and a few pictures of each; nothing where none was given. */
export function FolderDialog() {
  const session = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const open = offeredFolder.value?.session === session ? offeredFolder.value : null;
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      class="folder"
      aria-label={t(words.title)}
      onClose={() => {
        if (open) offeredFolder.value = null;
      }}
    >
      {open && <FolderForm key={open} open={open} />}
    </dialog>
  );
}

function FolderForm({ open }: { readonly open: OfferedFolder }) {
  const { classes, pictures, others } = open.plan;
  const side = useSignal(open.how.side);
  const isGrey = useSignal(open.how.colour === "grey");
  const news = useSignal<News | null>(null);
  const failed = useSignal<unknown>(undefined);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const read = async () => {
    const control = new AbortController();
    stop.current = control;
    failed.value = undefined;
    news.value = { done: 0, of: pictures };
    try {
      const how = { side: side.value, colour: isGrey.value ? "grey" : "auto" } as const;
      const files = await packBeside(open.plan, how, control.signal, (heard) => {
        news.value = heard;
      });
      await attachToSession(open.session, files);
      if (offeredFolder.peek() === open) offeredFolder.value = null;
    } catch (error) {
      if (!control.signal.aborted) failed.value = error;
    } finally {
      news.value = null;
    }
  };
  const isReading = news.value !== null;
  return (
    <>
      <h2>{t(words.title)}</h2>
      <p class="small">{t(words.about, { side: side.value })}</p>
      <ul class="folder-classes">
        {classes.slice(0, shownClasses).map(({ name, files }) => (
          <li key={name}>
            <p>
              <strong>{name}</strong> <span class="soft small">{counted(words.count, files.length)}</span>
            </p>
            <Thumbs files={files} />
          </li>
        ))}
      </ul>
      {classes.length > shownClasses && (
        <p class="soft small">{t(words.more, { count: formatInteger(classes.length - shownClasses, locale.value) })}</p>
      )}
      {others > 0 && <p class="soft small">{counted(words.others, others)}</p>}
      <div class="row">
        <label>
          {t(words.side)}{" "}
          <select
            value={side.value}
            disabled={isReading}
            onChange={(event) => {
              side.value = Number(event.currentTarget.value);
            }}
          >
            {[...new Set([...SIDES, open.how.side])]
              .sort((a, b) => a - b)
              .map((pixels) => (
                <option key={pixels} value={pixels}>
                  {pixels} px
                </option>
              ))}
          </select>
        </label>
        <label>
          <input
            type="checkbox"
            checked={isGrey.value}
            disabled={isReading}
            onChange={(event) => {
              isGrey.value = event.currentTarget.checked;
            }}
          />{" "}
          {t(words.grey)}
        </label>
      </div>
      {news.value && <Progress {...news.value} />}
      {failed.value !== undefined && (
        <p class="field-error small" role="alert">
          {explain(failed.value)}
        </p>
      )}
      <footer class="row">
        <button type="button" class="primary" disabled={isReading} onClick={() => void read()}>
          {t(words.read)}
        </button>
        <form method="dialog">
          <button type="submit">{t(words.cancel)}</button>
        </form>
      </footer>
    </>
  );
}

function Progress({ done, of }: News) {
  const number = (value: number) => formatInteger(value, locale.value);
  const text = t(words.progress, { done: number(done), of: number(of) });
  return (
    <p class="row small">
      <progress value={done} max={of} aria-label={text} /> <span>{text}</span>
    </p>
  );
}

/** The first pictures of a class, cut to their middle square as they will be read. */
function Thumbs({ files }: { readonly files: readonly PlannedFile[] }) {
  const addresses = useSignal<readonly string[]>([]);
  useEffect(() => {
    addresses.value = files.slice(0, shownPictures).map(({ file }) => URL.createObjectURL(file));
    return () => {
      for (const address of addresses.peek()) URL.revokeObjectURL(address);
    };
  }, [files]);
  return (
    <div class="folder-thumbs" aria-hidden="true">
      {addresses.value.map((address) => (
        <img key={address} src={address} alt="" width={44} height={44} />
      ))}
    </div>
  );
}
