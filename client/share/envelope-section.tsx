import { useSignal } from "@preact/signals";
import { type Panel, panels, parseEnvelope } from "../../shared/experiment/envelope.ts";
import { limits } from "../../shared/experiment/limits.ts";
import { deskOf } from "../app/lab/desk.ts";
import { words as data } from "../i18n/data.ts";
import { words as lab } from "../i18n/lab.ts";
import { t } from "../i18n/locale.ts";
import { words as sweep } from "../i18n/vary.ts";
import type { Session } from "../run/session.ts";
import { explainEdge } from "./explain.ts";
import { words } from "./words.ts";

const panelWords = {
  presets: lab.presets,
  data: data.data,
  seed: lab.seed,
  sweep: sweep.title,
  lesson: lab.lesson,
  history: lab.history,
  export: lab.export,
} as const satisfies Record<Panel, unknown>;

/** What goes with the link or the file, outside the experiment: a title, a text, and the controls hidden from the form. */
export function EnvelopeSection({ session }: { readonly session: Session }) {
  const { envelope, showsAll } = deskOf(session);
  const { title = "", text = "", hide = [] } = envelope.peek() ?? {};
  const written = useSignal({ title, text, hide });
  const failed = useSignal<unknown>(undefined);
  const change = (part: Partial<typeof written.value>) => {
    written.value = { ...written.value, ...part };
    // Its author keeps seeing everything.
    showsAll.value = true;
    try {
      envelope.value = parseEnvelope({ ...written.value, title: written.value.title.trim() }) ?? null;
      failed.value = undefined;
    } catch (error) {
      failed.value = error;
    }
  };
  const choose = (name: string, isHidden: boolean) =>
    change({ hide: isHidden ? [...written.value.hide, name] : written.value.hide.filter((one) => one !== name) });
  const choices = [
    ...Object.entries(session.lab.params).map(([name, { label }]) => [`params.${name}`, t(label)] as const),
    ...panels.map((panel) => [panel, t(panelWords[panel])] as const),
  ];
  return (
    <details class="share-section share-envelope" open={envelope.peek() !== null}>
      <summary>{t(words.envelopeTitle)}</summary>
      <p class="soft">{t(words.envelopeAbout)}</p>
      <label class="share-field">
        <span>{t(words.titleField)}</span>
        <input
          type="text"
          maxLength={limits.title.length}
          value={written.value.title}
          onInput={(event) => change({ title: event.currentTarget.value })}
        />
      </label>
      <label class="share-field">
        <span>{t(words.envelopeText)}</span>
        <textarea
          rows={3}
          maxLength={limits.notes.length}
          value={written.value.text}
          onInput={(event) => change({ text: event.currentTarget.value })}
        />
      </label>
      <fieldset class="share-hide">
        <legend>{t(words.envelopeHide)}</legend>
        {choices.map(([name, label]) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={written.value.hide.includes(name)}
              onChange={(event) => choose(name, event.currentTarget.checked)}
            />{" "}
            {label}
          </label>
        ))}
      </fieldset>
      {failed.value !== undefined && (
        <p class="field-error" role="alert">
          {explainEdge(failed.value)}
        </p>
      )}
    </details>
  );
}
