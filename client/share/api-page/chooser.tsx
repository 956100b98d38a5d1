import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { rowsOfRequest } from "../../../shared/experiment/limits.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatInteger } from "../../i18n/numbers.ts";
import type { LinkView } from "../api.ts";
import { explainEdge } from "../explain.ts";
import { loadLinks, storedLinks } from "../stored-links.ts";
import { choose, chosen, chosenId } from "./chosen.ts";
import { words } from "./words.ts";

/** Which link the addresses are tried with: pasted, or one of the reader's own. */
export function Chooser() {
  const typed = useSignal(chosenId());
  const id = chosenId();
  useEffect(() => {
    void loadLinks();
  }, []);
  useEffect(() => {
    if (id) typed.value = id;
  }, [id]);
  const mine = storedLinks.value ?? [];
  return (
    <form
      class="api-chooser"
      onSubmit={(event) => {
        event.preventDefault();
        void choose(typed.value);
      }}
    >
      <label class="api-field api-wide">
        <span>{t(words.linkLabel)}</span>
        <input
          type="text"
          spellcheck={false}
          autocomplete="off"
          aria-describedby="api-link-help"
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
          }}
        />
      </label>
      <button type="submit">{t(words.look)}</button>
      {mine.length > 0 && (
        <label class="api-field">
          <span>{t(words.mine)}</span>
          <select
            value={mine.some((link) => link.id === id) ? id : ""}
            onChange={(event) => void choose(event.currentTarget.value)}
          >
            <option value="">{t(words.choose)}</option>
            {mine.map((link) => (
              <option key={link.id} value={link.id}>
                {link.title}
              </option>
            ))}
          </select>
        </label>
      )}
      <p id="api-link-help" class="soft small api-wide">
        {t(words.linkHelp)}
      </p>
      <div class="api-wide" role="status">
        <Said />
      </div>
    </form>
  );
}

function Said() {
  const now = chosen.value;
  switch (now.kind) {
    case "none":
      return storedLinks.value?.length === 0 ? (
        <p class="soft">
          {t(words.noneYet)} <a href="/lab/autoencoder">{t(words.openLab)}</a>
        </p>
      ) : null;
    case "looking":
      return <p class="soft">{t(words.looking)}</p>;
    case "failed":
      return <p class="field-error">{explainEdge(now.error)}</p>;
    case "found":
      return (
        <p>
          <a href={`/x/${now.link.id}`}>{now.link.title}</a> · <ModelLine link={now.link} />
        </p>
      );
    default:
      return now satisfies never;
  }
}

function ModelLine({ link: { model } }: { readonly link: LinkView }) {
  if (!model) return <span class="soft">{t(words.noModel)}</span>;
  const number = (value: number) => formatInteger(value, locale.value);
  const { parameters, multiplyAdds: perRow } = model;
  return (
    <span class="soft">
      {t(words.hasModel, {
        parameters: number(parameters),
        multiplyAdds: number(perRow),
        rows: number(rowsOfRequest(model)),
      })}
    </span>
  );
}
