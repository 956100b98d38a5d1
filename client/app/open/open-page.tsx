import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { words as app } from "../../i18n/app.ts";
import { explain } from "../../i18n/explain.ts";
import { words } from "../../i18n/home.ts";
import { t } from "../../i18n/locale.ts";
import { openExperimentFile, openedFile } from "../drop.tsx";
import { lazy } from "../lazy.tsx";
import { navigate, parseRoute } from "../router.ts";
import { useTitle } from "../title.ts";
import { openedAgain, storeOpened } from "./stored-file.ts";
import "./open-page.css";

const OpenedFile = lazy(async () => (await import("../../share/opened-link.tsx")).OpenedFile);

/** Opens a link that was pasted, or a file; shows the file when it holds a result, also after a reload and on going back. */
export function OpenPage() {
  const isLooking = useSignal(keptHere() !== null && openedFile.peek() === null);
  useEffect(() => {
    let here = true;
    const look = async () => {
      const id = keptHere();
      const found = id === null ? null : await openedAgain(id);
      if (here && keptHere() === id) openedFile.value = found;
      isLooking.value = false;
    };
    if (openedFile.peek() === null) void look();
    addEventListener("popstate", look);
    return () => {
      here = false;
      removeEventListener("popstate", look);
      openedFile.value = null;
    };
  }, [isLooking]);
  const file = openedFile.value;
  useEffect(() => {
    if (file !== null && keptHere() === null) void remember(file);
  }, [file]);
  if (isLooking.value) return <p class="loading soft">{t(app.loading)}</p>;
  return file ? <OpenedFile file={file} /> : <OpenForm />;
}

/** The key under which this history entry's file is stored; null where it has none. */
function keptHere(): string | null {
  const { opened } = (history.state ?? {}) as { opened?: unknown };
  return typeof opened === "string" ? opened : null;
}

async function remember(file: File): Promise<void> {
  const id = await storeOpened(file, Date.now());
  if (id !== null && openedFile.peek() === file) history.replaceState({ ...history.state, opened: id }, "");
}

function OpenForm() {
  useTitle(t(words.openTitle));
  const text = useSignal("");
  const failed = useSignal<(() => string) | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const open = (event: Event) => {
    event.preventDefault();
    const address = addressOf(text.value);
    if (address) navigate(address);
    else {
      const value = text.value.trim().slice(0, 80);
      failed.value = () => t(words.notALink, { value });
    }
  };
  const openFile = async (file: File | undefined) => {
    if (!file) return;
    try {
      failed.value = null;
      await openExperimentFile(file);
    } catch (error) {
      failed.value = () => explain(error);
    }
  };
  return (
    <div class="open-page">
      <h1>{t(words.openTitle)}</h1>
      <p>{t(words.openAbout)}</p>
      <form class="row" onSubmit={open}>
        <label class="open-link">
          <span>{t(words.link)}</span>
          <input
            type="text"
            autocomplete="off"
            spellcheck={false}
            value={text.value}
            aria-invalid={failed.value !== null}
            onInput={(event) => {
              text.value = event.currentTarget.value;
              failed.value = null;
            }}
          />
        </label>
        <button type="submit" class="primary" disabled={text.value.trim() === ""}>
          {t(words.open)}
        </button>
      </form>
      <input
        ref={input}
        type="file"
        accept=".json,.latente,application/json"
        hidden
        onChange={(event) => void openFile(event.currentTarget.files?.[0])}
      />
      <button type="button" onClick={() => input.current?.click()}>
        {t(words.chooseFile)}
      </button>
      {failed.value && (
        <p class="field-error" role="alert">
          {failed.value()}
        </p>
      )}
    </div>
  );
}

/** The address within the app that a pasted link means, whatever host it names; null when it is not one. */
export function addressOf(text: string): string | null {
  let url: URL;
  try {
    url = new URL(text.trim(), location.origin);
  } catch {
    return null;
  }
  const { page } = parseRoute(url);
  if (page === "published" || page === "link" || (page === "lab" && url.hash))
    return url.pathname + url.search + url.hash;
  return null;
}
