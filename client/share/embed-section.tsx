import { useSignal } from "@preact/signals";
import { ANYWHERE, parseEmbed } from "../../shared/publication/embed.ts";
import { t } from "../i18n/locale.ts";
import { words } from "./embed-words.ts";
import { explainEdge } from "./explain.ts";

interface EmbedChoiceProps {
  /** Origins, or "*"; undefined where nobody may, null while what is written is none. */
  onChoose(embed: readonly string[] | undefined | null): void;
}

/** Whose pages may show the link in a frame: nobody's, unless it is chosen. */
export function EmbedChoice({ onChoose }: EmbedChoiceProps) {
  const who = useSignal<"nobody" | "some" | "all">("nobody");
  const sites = useSignal("");
  const failed = useSignal<unknown>(undefined);
  const change = () => {
    failed.value = undefined;
    if (who.value === "nobody") return onChoose(undefined);
    if (who.value === "all") return onChoose([ANYWHERE]);
    try {
      onChoose(parseEmbed(sites.value.split(/[\s,;]+/).filter((site) => site !== "")) ?? null);
    } catch (error) {
      failed.value = error;
      onChoose(null);
    }
  };
  return (
    <fieldset class="embed-choice">
      <label class="share-field">
        <span>{t(words.who)}</span>
        <select
          value={who.value}
          onChange={(event) => {
            who.value = event.currentTarget.value as typeof who.value;
            change();
          }}
        >
          <option value="nobody">{t(words.nobody)}</option>
          <option value="some">{t(words.some)}</option>
          <option value="all">{t(words.all)}</option>
        </select>
      </label>
      {who.value === "some" && (
        <label class="share-field">
          <span>{t(words.sites)}</span>
          <input
            type="text"
            placeholder="https://aula.example.org"
            value={sites.value}
            aria-invalid={failed.value !== undefined}
            onInput={(event) => {
              sites.value = event.currentTarget.value;
              change();
            }}
          />
        </label>
      )}
      {failed.value !== undefined && (
        <p class="field-error small" role="alert">
          {explainEdge(failed.value)}
        </p>
      )}
    </fieldset>
  );
}
