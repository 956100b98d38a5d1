import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../../../i18n/history.ts";
import { words as labWords } from "../../../i18n/lab.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatPercent } from "../../../i18n/numbers.ts";
import type { LabView } from "../../../labs/view.ts";
import type { Displayed } from "../../../run/session.ts";
import { Changes } from "../changes.tsx";
import { useSession } from "../context.ts";
import { deskOf, type Side } from "../desk.ts";
import { Drawn, Tabs } from "../stage.tsx";
import { viewsFor } from "../views-for.ts";
import { ComparedMetrics } from "./compared-metrics.tsx";
import "./compare.css";

/** Two results side by side, in a window over the page: what changed, one view of both, and every exact metric. */
export function CompareDialog({ view }: { readonly view: LabView }) {
  const { compared } = deskOf(useSession());
  const dialog = useRef<HTMLDialogElement>(null);
  const pair = compared.value;
  useEffect(() => {
    if (pair) dialog.current?.showModal();
  }, [pair]);
  if (!pair) return null;
  return (
    <dialog
      ref={dialog}
      class="compare"
      aria-labelledby="compare-title"
      onClose={() => {
        compared.value = null;
      }}
    >
      <div class="compare-head">
        <h2 id="compare-title">{t(words.sideBySide)}</h2>
        <form method="dialog">
          <button type="submit">{t(labWords.close)}</button>
        </form>
      </div>
      <SideBySide key={pair.map(({ id }) => id).join()} view={view} pair={pair} />
    </dialog>
  );
}

type Opening =
  | { readonly kind: "opening"; readonly done: number | null }
  | { readonly kind: "ready"; readonly shown: Displayed }
  | { readonly kind: "failed"; readonly error: unknown };

interface SideBySideProps {
  readonly view: LabView;
  readonly pair: readonly [Side, Side];
}

/** Opens both, one after the other: each computation has all threads. */
export function SideBySide({ view, pair }: SideBySideProps) {
  const { lab } = useSession();
  const states = [useSignal<Opening>(waiting), useSignal<Opening>(waiting)] as const;
  useEffect(() => {
    const control = new AbortController();
    const { signal } = control;
    const open = async (i: 0 | 1) => {
      const tell = (state: Opening) => {
        if (!signal.aborted) states[i].value = state;
      };
      try {
        const shown = await pair[i].open(signal, (done) => tell({ kind: "opening", done }));
        tell({ kind: "ready", shown });
      } catch (error) {
        tell({ kind: "failed", error });
      }
    };
    void open(0).then(() => (signal.aborted ? undefined : open(1)));
    return () => control.abort();
  }, [pair]);
  const [a, b] = states.map(({ value }) => (value.kind === "ready" ? value.shown : null));
  const views = [view.main, ...viewsFor(view.supporting, a ?? b)];
  const chosen = useSignal(view.main.id);
  const current = views.find(({ id }) => id === chosen.value) ?? view.main;
  return (
    <>
      {a && b && (
        <section class="row" aria-label={t(words.fromAToB)}>
          <span class="soft">{t(words.fromAToB)}</span>
          <Changes lab={lab} from={a.experiment} to={b.experiment} most={6} />
        </section>
      )}
      <Tabs place="compare" views={views} current={current} onChoose={(id) => (chosen.value = id)} />
      <div class="compare-sides" role="tabpanel" id="compare-view" aria-labelledby={`compare-tab-${current.id}`}>
        {pair.map((side, i) => (
          <OneSide key={side.id} letter={"AB"[i]} side={side} state={states[i].value}>
            {(shown) => <Drawn key={current.id} view={current} shown={shown} beside />}
          </OneSide>
        ))}
      </div>
      {a && b && <ComparedMetrics lab={lab} a={a.metrics} b={b.metrics} />}
    </>
  );
}

const waiting: Opening = { kind: "opening", done: null };

interface OneSideProps {
  readonly letter: string;
  readonly side: Side;
  readonly state: Opening;
  children(shown: Displayed): ComponentChildren;
}

function OneSide({ letter, side, state, children }: OneSideProps) {
  const name = `${letter}: ${side.name()}`;
  return (
    <section class="compare-side" aria-label={name}>
      <h3>{name}</h3>
      {state.kind === "opening" && <Waiting done={state.done} />}
      {state.kind === "failed" && (
        <p class="field-error" role="alert">
          {side.explain(state.error)}
        </p>
      )}
      {state.kind === "ready" && (
        <>
          {side.digest !== undefined && side.digest !== state.shown.result?.digest && (
            <p class="share-hint">{t(words.computedOtherwise)}</p>
          )}
          {children(state.shown)}
        </>
      )}
    </section>
  );
}

function Waiting({ done }: { readonly done: number | null }) {
  return (
    <p role="status">
      {done === null ? (
        t(labWords.preparing)
      ) : (
        <>
          <progress max={1} value={done} aria-label={t(words.computingAgain)} /> {t(words.computingAgain)}{" "}
          <span class="number">{formatPercent(done, locale.value)}</span>
        </>
      )}
    </p>
  );
}
