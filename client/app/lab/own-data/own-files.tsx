import { useSignal } from "@preact/signals";
import { useCallback, useRef } from "preact/hooks";
import type { DataRef } from "../../../../shared/experiment/experiment.ts";
import { words as panel } from "../../../i18n/data.ts";
import { words } from "../../../i18n/data-form.ts";
import { explain } from "../../../i18n/explain.ts";
import { words as lab } from "../../../i18n/lab.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { Icon } from "../../../views/icon.tsx";
import { placedAt } from "../../dropped.ts";
import { lazy } from "../../lazy.tsx";
import { useSession } from "../context.ts";
import { asked, beingRead, useAttachFiles } from "../take-files.ts";

const CameraRecorder = lazy(async () => (await import("../../../views/camera-record.tsx")).CameraRecorder);
const Recorder = lazy(async () => (await import("../../../views/audio-record.tsx")).Recorder);

/** Where the reader chooses files or records them. */
export function OwnFiles() {
  const session = useSession();
  const take = useAttachFiles();
  const input = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const directory = useCallback((box: HTMLInputElement | null) => {
    folder.current = box;
    if (box) box.webkitdirectory = true;
  }, []);
  const failed = useSignal<{ readonly error: unknown; readonly data: DataRef } | null>(null);
  const { formats, documents, aboutFiles, folders } = session.lab.data;
  if (formats.length === 0) return null;
  const open = async (files: readonly File[]) => {
    try {
      failed.value = null;
      if (files.length > 0) await take(files);
    } catch (error) {
      failed.value = { error, data: session.draft.peek().experiment.data };
    }
  };
  // Once other data are there, it is of no more interest.
  const trouble = failed.value?.data === session.draft.value.experiment.data ? failed.value : null;
  const chosen = (event: { readonly currentTarget: HTMLInputElement }) => {
    const files = [...(event.currentTarget.files ?? [])];
    event.currentTarget.value = "";
    void open(files);
  };
  const names = new Intl.ListFormat(locale.value, { type: "disjunction" }).format(
    [...formats, ...(documents ? ["json"] : [])].map((format) => format.toUpperCase()),
  );
  return (
    <div class="data-own">
      <input ref={input} type="file" multiple hidden onChange={chosen} />
      <button type="button" disabled={beingRead.value > 0} onClick={() => input.current?.click()}>
        {t(beingRead.value > 0 ? panel.loading : words.choose)}
      </button>
      {folders && (
        <>
          <input ref={directory} type="file" hidden onChange={chosen} />
          <button type="button" disabled={beingRead.value > 0} onClick={() => folder.current?.click()}>
            {t(words.chooseFolder)}
          </button>
        </>
      )}
      {/* Where it was pressed: below what the formats are told to be, a phone would not show it. */}
      {trouble && trouble.error !== asked.value?.error && (
        <p class="field-error small" role="alert">
          <span>{explain(trouble.error)}</span>
          <button
            type="button"
            class="quiet icon"
            aria-label={t(lab.close)}
            onClick={() => {
              failed.value = null;
            }}
          >
            <Icon name="close" />
          </button>
        </p>
      )}
      <p class="soft small">{t(words.formats, { formats: names })}</p>
      {folders && <p class="soft small">{t(words.folders)}</p>}
      {formats.includes("wav") && <p class="soft small">{t(words.sounds)}</p>}
      {aboutFiles && <p class="soft small">{t(aboutFiles)}</p>}
      {formats.includes("wav") && <Recorder onUse={(files) => void open(files)} />}
      {folders && <CameraRecorder onUse={(shots) => void open(shots.map(({ path, file }) => placedAt(path, file)))} />}
    </div>
  );
}
