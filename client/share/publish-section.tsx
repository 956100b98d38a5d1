import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { limits } from "../../shared/experiment/limits.ts";
import type { Result } from "../../shared/experiment/result.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import type { Quantise } from "../../shared/labs/model-of.ts";
import { frameOf } from "../../shared/publication/frame.ts";
import { expert, withExpert } from "../app/expert.ts";
import type { News } from "../app/lab/beside.ts";
import { Changes } from "../app/lab/changes.tsx";
import { deskOf } from "../app/lab/desk.ts";
import { words as app } from "../i18n/app.ts";
import { locale, t } from "../i18n/locale.ts";
import { formatInteger } from "../i18n/numbers.ts";
import type { Session } from "../run/session.ts";
import { keepsNothing } from "../run/storage.ts";
import { newKey, type Published, publish } from "./api.ts";
import { startSending } from "./carrier.ts";
import { CopyField } from "./copy.tsx";
import { dateText } from "./dates.ts";
import { EmbedChoice } from "./embed-section.tsx";
import { words as embed } from "./embed-words.ts";
import { explainEdge } from "./explain.ts";
import { Leaving } from "./leaving.tsx";
import { dropLineage, findLineage, type Lineage } from "./lineage.ts";
import { words as opened } from "./opened-words.ts";
import { addWaiting } from "./outbox.ts";
import { words as later } from "./outbox-words.ts";
import { bodyOf, type Prepared, prepare } from "./prepare.ts";
import { quantiseBeside } from "./quantise.ts";
import { storeLink } from "./stored-links.ts";
import { TextDetails } from "./text/late.tsx";
import { defaultTitle } from "./titles.ts";
import { words } from "./words.ts";

interface PublishSectionProps {
  readonly session: Session;
  readonly finished: { readonly result: Result; readonly fold: Fold } | null;
  /** The result is of another experiment than the form says. */
  readonly isStale: boolean;
}

type State =
  | { readonly kind: "editing" }
  | { readonly kind: "sending" }
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "queued" }
  | { readonly kind: "published"; readonly link: Published };

/** Publishing a finished result under a short link: first what leaves the machine, then the button. */
export function PublishSection({ session, finished, isStale }: PublishSectionProps) {
  const prepared = useSignal<Prepared | null>(null);
  const failed = useSignal<unknown>(undefined);
  const making = useSignal<News | null>(null);
  const stop = useRef(new AbortController());
  // The dialog is rebuilt at each opening: what was finished then is what it publishes.
  useEffect(() => {
    if (!finished) return;
    const quantise: Quantise = (net) =>
      quantiseBeside(net, stop.current.signal, (news) => {
        making.value = news;
      });
    prepare(session.lab, finished.result, finished.fold, session.shown.peek()?.data, quantise).then(
      (ready) => {
        prepared.value = ready;
      },
      (error) => {
        failed.value = error;
      },
    );
    return () => stop.current.abort();
  }, []);
  return (
    <section class="share-section">
      <h3>{t(words.shortTitle)}</h3>
      <p class="soft">{t(words.shortAbout)}</p>
      {!finished && <p class="share-hint">{t(words.needsRun)}</p>}
      {isStale && <p class="share-hint">{t(words.staleRun)}</p>}
      {failed.value !== undefined && <p class="field-error">{explainEdge(failed.value)}</p>}
      {!prepared.value && making.value && failed.value === undefined && (
        <Making news={making.value} onSkip={() => stop.current.abort()} />
      )}
      {prepared.value && <PublishForm session={session} prepared={prepared.value} />}
    </section>
  );
}

/** How far the integers are; without them the rest can be published at once. */
function Making({ news: { done, of }, onSkip }: { readonly news: News; onSkip(): void }) {
  const number = (value: number) => formatInteger(value, locale.value);
  const text = t(words.makingModel, { done: number(done), of: number(of) });
  return (
    <p class="row">
      <progress value={done} max={of} aria-label={text} /> <span class="soft">{text}</span>
      <button type="button" class="quiet" onClick={onSkip}>
        {t(words.skipModel)}
      </button>
    </p>
  );
}

function PublishForm({ session, prepared }: { readonly session: Session; readonly prepared: Prepared }) {
  // Until someone writes a title it is the preset's, in the language of the page.
  const written = useSignal<string | null>(null);
  const envelope = deskOf(session).envelope.value;
  const ownTitle = envelope?.title ?? t(defaultTitle(session.lab, prepared.experiment));
  const title = written.value ?? ownTitle.slice(0, limits.title.length);
  const notes = useSignal("");
  const withData = useSignal(false);
  const framedBy = useSignal<readonly string[] | undefined | null>(undefined);
  const lineage = useLineage(session);
  const state = useSignal<State>({ kind: "editing" });
  // One key for this publication and its retries; another text or choice is another publication.
  const key = useSignal(newKey());
  const changed = () => {
    if (state.value.kind === "failed") state.value = { kind: "editing" };
    key.value = newKey();
  };
  useEffect(changed, [envelope]);
  const body = () => {
    const parent = lineage.value?.parent ?? null;
    const said = { title, notes: notes.value, parent, ...(envelope && { envelope }) };
    return bodyOf(prepared, { ...said, withData: withData.value, ...(framedBy.value && { embed: framedBy.value }) });
  };
  const wait = async () => {
    await addWaiting({ key: key.value, title: title.trim(), lab: session.lab.id, at: Date.now() }, body());
    startSending();
    state.value = { kind: "queued" };
  };
  const send = async (event: Event) => {
    event.preventDefault();
    state.value = { kind: "sending" };
    try {
      const link = await publish(body(), key.value);
      const { id, deleteToken } = link;
      await storeLink({ id, title: title.trim(), lab: session.lab.id, at: Date.now(), deleteToken });
      state.value = { kind: "published", link };
    } catch (error) {
      state.value = { kind: "failed", error };
    }
  };
  if (state.value.kind === "published") {
    const writes = session.lab.text !== undefined && prepared.weights.kind === "ready";
    return <Done link={state.value.link} isFramed={!!framedBy.value} writes={writes} />;
  }
  if (state.value.kind === "queued") return <Queued />;
  const isSending = state.value.kind === "sending";
  return (
    <form class="publish-form" onSubmit={(event) => void send(event)}>
      <label class="share-field">
        <span>{t(words.titleField)}</span>
        <input
          type="text"
          required
          maxLength={limits.title.length}
          value={title}
          onInput={(event) => {
            written.value = event.currentTarget.value;
            changed();
          }}
        />
      </label>
      <label class="share-field">
        <span>{t(words.notesField)}</span>
        <textarea
          rows={2}
          maxLength={limits.notes.length}
          value={notes.value}
          onInput={(event) => {
            notes.value = event.currentTarget.value;
            changed();
          }}
        />
      </label>
      {lineage.value && (
        <p class="row small">
          {t(opened.forkOf)} <a href={`/x/${lineage.value.parent}`}>{lineage.value.title}</a>
          <button
            type="button"
            class="quiet icon"
            aria-label={t(words.close)}
            onClick={() => {
              void dropLineage(session.lab.id);
              lineage.value = null;
              changed();
            }}
          >
            <span aria-hidden="true">×</span>
          </button>
        </p>
      )}
      {lineage.value && <Changes lab={session.lab} from={lineage.value.origin} to={prepared.experiment} />}
      <Leaving
        prepared={prepared}
        withData={withData.value}
        onData={(include) => {
          withData.value = include;
          changed();
        }}
      />
      <EmbedChoice
        onChoose={(chosen) => {
          framedBy.value = chosen;
          changed();
        }}
      />
      {state.value.kind === "failed" && (
        <p class="field-error" role="alert">
          {explainEdge(state.value.error)}
        </p>
      )}
      {state.value.kind === "failed" && isOffline(state.value.error) && !keepsNothing.value && (
        <p class="row">
          <button type="button" disabled={title.trim() === ""} onClick={() => void wait()}>
            {t(later.later)}
          </button>
          <span class="soft small">{t(later.laterAbout)}</span>
        </p>
      )}
      <button type="submit" class="primary" disabled={isSending || title.trim() === "" || framedBy.value === null}>
        {t(isSending ? words.publishing : state.value.kind === "failed" ? app.tryAgain : words.publish)}
      </button>
    </form>
  );
}

/** Nothing answered: a refusal of the edge would be one later, too. */
const isOffline = (error: unknown) => (error as { code?: unknown }).code === "offline";

function Queued() {
  return (
    <div class="publish-done" role="status">
      <p>{t(later.queued)}</p>
      <p>
        <a class="button" href="/links">
          {t(words.myLinks)}
        </a>
      </p>
    </div>
  );
}

interface DoneProps {
  readonly link: Published;
  readonly isFramed: boolean;
  /** The model that was published goes on with texts. */
  readonly writes: boolean;
}

function Done({ link, isFramed, writes }: DoneProps) {
  const frame = frameOf(location.origin, link.id);
  const address = withExpert(`${location.origin}${link.url}`, expert.value);
  return (
    <div class="publish-done" role="status">
      <CopyField label={t(words.shortAddress)} value={address} />
      {isFramed && <CopyField label={t(embed.code)} value={frame} />}
      {keepsNothing.value ? (
        <>
          <p class="share-hint">{t(words.tokenLost)}</p>
          <CopyField label={t(words.deleteKey)} value={link.deleteToken} />
        </>
      ) : (
        <p class="soft small">{t(words.tokenKept)}</p>
      )}
      <p class="soft small">{t(words.keptUntil, { date: dateText(link.expires) })}</p>
      <p class="row">
        <a class="button" href={link.url}>
          {t(words.openIt)}
        </a>
        <a class="button" href="/links">
          {t(words.myLinks)}
        </a>
      </p>
      {writes && <TextDetails link={link.id} />}
    </div>
  );
}

/** The link that the form's experiment was opened or forked from. */
function useLineage(session: Session): Signal<Lineage | null> {
  const lineage = useSignal<Lineage | null>(null);
  useEffect(() => {
    void findLineage(session.origin.peek()).then((found) => {
      lineage.value = found;
    });
  }, [session, lineage]);
  return lineage;
}
