import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { families } from "../../i18n/families.ts";
import { words } from "../../i18n/home.ts";
import { locale, t } from "../../i18n/locale.ts";
import type { LabIndex } from "../../labs/recorded.ts";
import { labAddress } from "../addresses.ts";
import { bringTo } from "../arrival.ts";
import { openExperiment } from "../drop.tsx";
import { showError } from "../toasts.tsx";
import { labsFor } from "./takers.ts";
import "./bring.css";

export interface BringProps {
  readonly files: readonly File[];
  readonly labs: readonly LabIndex[];
  onClose(): void;
}

/** The labs that can take the reader's files, which go with the reader into the one that is chosen. What none can take is opened as an experiment, or refused. */
export function Bring({ files, labs, onClose }: BringProps) {
  const takers = useSignal<readonly LabIndex[] | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    let here = true;
    const look = async () => {
      const found = await labsFor(files, labs);
      if (!here) return;
      if (found.length > 0) {
        takers.value = found;
        return;
      }
      onClose();
      await openExperiment(files);
    };
    look().catch((error) => {
      if (here) onClose();
      showError((error as { code?: unknown }).code === "not-an-experiment" ? noTaker(files[0], labs) : error);
    });
    return () => {
      here = false;
    };
  }, [files]);
  const { value: found } = takers;
  useEffect(() => {
    if (!found || dialog.current?.open) return;
    dialog.current?.showModal();
    dialog.current?.querySelector("a")?.focus();
  }, [found]);
  if (!found) return null;
  const [{ name }] = files;
  const title = files.length === 1 ? t(words.bringTitle, { name }) : t(words.bringTitleMany, { count: files.length });
  return (
    <dialog ref={dialog} class="bring" aria-labelledby="bring-title" onClose={onClose}>
      <h2 id="bring-title">{title}</h2>
      <p class="soft">{t(words.bringAbout)}</p>
      <ul>
        {found.map((lab) => (
          <li key={lab.id}>
            <a href={labAddress(lab.id)} onClick={() => bringTo({ lab: lab.id, files })}>
              <strong>{t(lab.title)}</strong>
              <span class="soft small">{t(families[lab.family])}</span>
              <span class="small">{t(lab.summary)}</span>
            </a>
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => dialog.current?.close()}>
        {t(words.cancel)}
      </button>
    </dialog>
  );
}

/** Whoever brought it may have meant data as well as an experiment. */
function noTaker({ name }: File, labs: readonly LabIndex[]): ExperimentError {
  const formats = [...new Set(labs.flatMap((lab) => lab.formats))].map((format) => format.toUpperCase());
  const allowed = new Intl.ListFormat(locale.value, { type: "disjunction" }).format(formats);
  return new ExperimentError(name, "unknown-format", `${name} has no known format (must be ${allowed})`, {
    name,
    allowed,
  });
}
