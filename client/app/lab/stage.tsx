import { useSignal } from "@preact/signals";
import { useEffect, useErrorBoundary, useMemo } from "preact/hooks";
import type { ParamValue } from "../../../shared/experiment/fields.ts";
import { openFold } from "../../../shared/labs/fold.ts";
import { words as app } from "../../i18n/app.ts";
import { words } from "../../i18n/lab.ts";
import { locale, t } from "../../i18n/locale.ts";
import type { LabView, View, ViewProps } from "../../labs/view.ts";
import type { Displayed, Session } from "../../run/session.ts";
import { Icon } from "../../views/icon.tsx";
import { chooseExpert, expert, showInAddress } from "../expert.ts";
import { lazy, nothing } from "../lazy.tsx";
import { actsOf } from "./acts.ts";
import { useAsk } from "./ask.ts";
import { useSession } from "./context.ts";
import { freshnessOf } from "./freshness.ts";
import type { SweepGridProps } from "./sweep/grid.tsx";
import { attachToSession } from "./take-files.ts";
import { viewDraft } from "./view-draft.ts";
import { viewsFor } from "./views-for.ts";
import "./stage.css";

/** Its code is loaded with the first sweep. */
const OpenedRun = lazy(async () => (await import("./sweep/opened.tsx")).OpenedRun, nothing);
const SweepGrid = lazy<SweepGridProps>(async () => {
  const [grid] = await Promise.all([import("./sweep/grid.tsx"), OpenedRun.bring()]);
  return grid.SweepGrid;
});

/** The live picture: the main view, and supporting views under it, one at a time. */
export function Stage({ view }: { readonly view: LabView }) {
  const session = useSession();
  const beginning = useMemo(() => (view.main.beforeRuns ? emptyOf(session) : null), [session, view]);
  const shown = session.shown.value ?? beginning;
  const grid = session.showsGrid.value ? session.sweep.value : null;
  const { isStale, isLive } = freshnessOf(session, view);
  const supporting = viewsFor(view.supporting, shown, view.main.live && session.draft.value.experiment);
  const chosen = useSignal(supporting[0]?.id ?? "");
  const current = supporting.find((one) => one.id === chosen.value) ?? supporting[0];
  useEffect(() => showInAddress(expert.value), [expert.value]);
  const choose = (id: string) => {
    chosen.value = id;
    actsOf(session.lab.id).view.value = id;
  };
  return (
    <div class="stage">
      <div class="stage-note">
        {grid ? <span /> : <SourceNote shown={session.shown.value} isNow={isStale && isLive} />}
        <label class="stage-expert">
          <input
            type="checkbox"
            checked={expert.value}
            onChange={(event) => chooseExpert(event.currentTarget.checked)}
          />{" "}
          {t(words.expert)}
        </label>
      </div>
      {grid ? (
        <SweepGrid state={grid} />
      ) : shown ? (
        <>
          {session.sweep.value && <OpenedRun />}
          <div class="stage-main">
            <Drawn view={view.main} shown={shown} />
          </div>
          {current && (
            <div class="stage-supporting">
              <Tabs views={supporting} current={current} onChoose={choose} />
              <div class="stage-view" role="tabpanel" id="stage-view" aria-labelledby={`tab-${current.id}`}>
                {isStale && isLive && !current.live && <p class="stage-of-run">{t(words.ofLastRun)}</p>}
                <Drawn key={current.id} view={current} shown={shown} />
              </div>
            </div>
          )}
        </>
      ) : (
        <div class="stage-empty">
          <p>{t(words.noPicture)}</p>
          <p class="soft">{t(words.pressRun)}</p>
        </div>
      )}
    </div>
  );
}

/** Where nothing was run: the same for as long as that is so, whatever becomes of the draft. */
function emptyOf({ draft }: Session): Displayed {
  const { experiment } = draft.peek();
  return { experiment, data: null, fold: openFold([]), metrics: {}, source: "run" };
}

interface SourceNoteProps {
  readonly shown: Displayed | null;
  /** The picture is not of what was run. */
  readonly isNow: boolean;
}

function SourceNote({ shown, isNow }: SourceNoteProps) {
  if (!isNow && (!shown || shown.source === "run")) return <span />;
  const isRecorded = !isNow && shown?.source === "recorded";
  const help = isNow ? words.liveHelp : isRecorded ? words.recordedHelp : undefined;
  const word = isNow ? words.live : isRecorded ? words.recorded : words.opened;
  return (
    <span class="stage-source" title={help && t(help)}>
      {t(word)}
    </span>
  );
}

interface TabsProps {
  /** Goes before the ids of the tabs and of what they choose, where there is more than one row of them. */
  readonly place?: string;
  readonly views: readonly View[];
  readonly current: View;
  onChoose(id: string): void;
}

/** Views to choose from; the chosen one is in the element "<place>-view". */
export function Tabs({ place, views, current, onChoose }: TabsProps) {
  const idOf = ({ id }: View) => (place ? `${place}-tab-${id}` : `tab-${id}`);
  const move = (event: KeyboardEvent) => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next = views[(views.indexOf(current) + by + views.length) % views.length];
    onChoose(next.id);
    document.getElementById(idOf(next))?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={t(words.views)} onKeyDown={move}>
      {views.map((view) => (
        <button
          key={view.id}
          id={idOf(view)}
          type="button"
          role="tab"
          class="quiet"
          aria-selected={view === current}
          aria-controls={`${place ?? "stage"}-view`}
          tabIndex={view === current ? 0 : -1}
          onClick={() => onChoose(view.id)}
        >
          {t(view.title)}
        </button>
      ))}
    </div>
  );
}

interface DrawnProps {
  readonly view: View;
  readonly shown: Displayed;
  /** It stands beside another and is only looked at: nothing in it changes the form. */
  readonly beside?: boolean;
}

/** One view of what is shown. A view that throws says so in its place; the others and the run go on. */
export function Drawn({ view, shown, beside = false }: DrawnProps) {
  const session = useSession();
  const ask = useAsk(shown);
  const [failed, retry] = useErrorBoundary();
  if (failed) {
    return (
      <p class="field-error" role="alert">
        {t(words.viewFailed, { message: String(failed instanceof Error ? failed.message : failed) })}{" "}
        <button type="button" onClick={retry}>
          <Icon name="again" />
          {t(app.tryAgain)}
        </button>
      </p>
    );
  }
  const { component: Component } = view;
  const props: ViewProps<never> = {
    // A lab's views receive that lab's parameters: the session belongs to it.
    experiment: shown.experiment as ViewProps<never>["experiment"],
    fold: shown.fold,
    version: beside ? 1 : session.version.value,
    metrics: shown.metrics,
    data: shown.data,
    locale: locale.value,
    ask,
    propose: (params, gesture) => {
      if (beside) return;
      for (const [name, value] of Object.entries(params) as [string, ParamValue][])
        session.set(`params.${name}`, value, gesture);
    },
    ...(!beside && {
      attach: (files) => attachToSession(session, files),
      reseed: (seed, gesture) => session.set("seed", seed, gesture),
    }),
    ...(!beside && (session.lab.data.documents || view.live) && { draft: viewDraft(session) }),
  };
  return <Component {...props} />;
}
