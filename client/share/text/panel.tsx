import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { type Choosing, PLAIN } from "../../../shared/texts/choose.ts";
import { showError } from "../../app/toasts.tsx";
import { locale, t } from "../../i18n/locale.ts";
import { formatInteger } from "../../i18n/numbers.ts";
import { ChoosingSliders } from "../../labs/generative/text/choosing.tsx";
import { ShadedText, ShadeKey } from "../../labs/generative/text/shaded.tsx";
import { words as texts } from "../../labs/generative/text/words.ts";
import { type LinkView, readLink } from "../api.ts";
import { explainEdge } from "../explain.ts";
import { states, words } from "./words.ts";
import { type TextAsked, textWriter, type WriterState } from "./writer.ts";
import "./panel.css";

/** Characters of a press. */
const LENGTH = 320;
const LONGEST_PREFIX = 1000;

/** A published net of texts at work on the server: for its link. */
export function TextPanel({ link }: { readonly link: string }) {
  const found = useSignal<LinkView | null>(null);
  const failed = useSignal<unknown>(undefined);
  useEffect(() => {
    readLink(link).then(
      (view) => {
        found.value = view;
      },
      (error) => {
        failed.value = error;
      },
    );
  }, [link]);
  if (failed.value !== undefined) return <p class="field-error">{explainEdge(failed.value)}</p>;
  if (!found.value) return <p class="soft">{t(words.opening)}</p>;
  const { id, model, blobs } = found.value;
  const weights = blobs.find(({ role }) => role === "weights");
  if (model?.kind !== "text-int8" || !weights) return null;
  return <Panel link={id} window={model.window} weights={weights.sha256} />;
}

interface PanelProps {
  readonly link: string;
  readonly window: number;
  readonly weights: string;
}

type Checked = { readonly kind: "none" | "checking" } | { readonly kind: "found"; readonly place: number | null };

function Panel({ link, window, weights }: PanelProps) {
  const writer = useMemo(() => textWriter(link, window), [link, window]);
  useEffect(() => () => writer.stop(), [writer]);
  const choosing = useSignal<Choosing>({ ...PLAIN, temperature: 0.8 });
  const prefix = useSignal("");
  const seed = useSignal(1);
  const checked = useSignal<Checked>({ kind: "none" });
  const [now, text] = [writer.state.value, writer.text.value];
  const busy = now.kind === "writing" || now.kind === "cut";
  const asked: TextAsked = { ...choosing.value, prefix: prefix.value, seed: seed.value };
  const isOther = text !== null && JSON.stringify(text.asked) !== JSON.stringify({ ...text.asked, ...asked });
  const canGoOn = text !== null && text.characters.length > 0 && !busy && !isOther && now.kind !== "ended";
  const start = (how: () => Promise<void>) => {
    checked.value = { kind: "none" };
    void how();
  };
  const check = async () => {
    if (!text) return;
    checked.value = { kind: "checking" };
    try {
      const place = await (await import("./here.ts")).differenceHere(weights, text);
      checked.value = { kind: "found", place };
    } catch (error) {
      checked.value = { kind: "none" };
      showError(error);
    }
  };
  return (
    <section class="edge-text" aria-label={t(words.title)}>
      <p class="soft small">{t(words.about)}</p>
      <form
        class="edge-text-form"
        onSubmit={(event) => {
          event.preventDefault();
          start(() => writer.write(asked, LENGTH));
        }}
      >
        <label class="text-typed">
          {t(texts.prefix)}
          <input
            type="text"
            value={prefix.value}
            maxLength={LONGEST_PREFIX}
            placeholder={t(texts.prefixHint)}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => (prefix.value = event.currentTarget.value)}
          />
        </label>
        <div class="part-controls">
          <ChoosingSliders choosing={choosing} />
          <label class="part-control edge-text-seed">
            {t(words.seed)}
            <input
              type="number"
              min={0}
              max={Number.MAX_SAFE_INTEGER}
              step={1}
              required
              value={seed.value}
              onInput={(event) => {
                const { valueAsNumber: value } = event.currentTarget;
                if (Number.isSafeInteger(value) && value >= 0) seed.value = value;
              }}
            />
          </label>
        </div>
        <p class="row">
          {busy ? (
            <button type="button" onClick={() => writer.stop()}>
              {t(words.stop)}
            </button>
          ) : (
            <button type="submit" class={canGoOn ? undefined : "primary"}>
              {t(words.write)}
            </button>
          )}
          {canGoOn && (
            <button type="button" class="primary" onClick={() => start(() => writer.more(LENGTH))}>
              {t(words.more)}
            </button>
          )}
          {!busy && text && text.characters.length > 0 && (
            <button type="button" disabled={checked.value.kind === "checking"} onClick={() => void check()}>
              {t(checked.value.kind === "checking" ? words.checking : words.check)}
            </button>
          )}
        </p>
      </form>
      <ShadedText
        label={t(words.written)}
        before={text?.asked.prefix ?? ""}
        characters={text?.characters ?? []}
        probabilities={text?.probabilities ?? []}
      />
      <p class={`small edge-text-state ${now.kind === "failed" ? "field-error" : "soft"}`} role="status">
        {said(now, text?.characters.length ?? 0)}
      </p>
      {checked.value.kind === "found" && <Verdict place={checked.value.place} count={text?.characters.length ?? 0} />}
      <ShadeKey />
    </section>
  );
}

const number = (value: number) => formatInteger(value, locale.value);

function said(state: WriterState, characters: number): string {
  const count = number(characters);
  if (state.kind === "idle") return t(words.nothing);
  if (state.kind === "cut") return t(states.cut, { count, tries: number(state.tries) });
  if (state.kind === "failed") return t(states.failed, { count, reason: explainEdge(state.error) });
  return t(states[state.kind], { count });
}

function Verdict({ place, count }: { readonly place: number | null; readonly count: number }) {
  const isSame = place === null;
  return (
    <p class={`small edge-text-verdict ${isSame ? "good" : "bad"}`} role="status">
      {isSame ? t(words.same, { count: number(count) }) : t(words.differs, { place: number(place + 1) })}
    </p>
  );
}
