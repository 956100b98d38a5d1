import { type Signal, useSignal } from "@preact/signals";
import { Fragment } from "preact";
import { useEffect } from "preact/hooks";
import { fullExperiment } from "../../../shared/labs/written.ts";
import { words } from "../../i18n/history.ts";
import { words as labWords } from "../../i18n/lab.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatNumber, formatSeconds } from "../../i18n/numbers.ts";
import { forget, forgetAll, type HistoryEntry, history, loadHistory } from "../../run/history.ts";
import { isBusy } from "../../run/status.ts";
import { Changes } from "./changes.tsx";
import { linkSides } from "./compare/link-side.ts";
import { compare, historySide, shownSide } from "./compare/side.ts";
import { useSession } from "./context.ts";
import type { Side } from "./desk.ts";
import { nameOf } from "./metric-names.ts";
import { presetOf } from "./preset-menu.tsx";

interface HistoryProps {
  /** Puts the dialog away. */
  close(): void;
}

/** Finished experiments of this lab on this machine; any can be restored to the form, any two laid side by side. */
export function History({ close }: HistoryProps) {
  const session = useSession();
  const chosen = useSignal<readonly Side[]>([]);
  const links = useSignal<readonly Side[]>([]);
  useEffect(() => {
    void loadHistory();
    void linkSides(session).then((found) => {
      links.value = found;
    });
  }, [session, links]);
  const mine = history.value.filter(({ experiment }) => experiment.lab === session.lab.id);
  const now = shownSide(session);
  const others = now ? [now, ...links.value] : links.value;
  return (
    <>
      {mine.length === 0 && <p class="soft">{t(words.historyEmpty)}</p>}
      {mine.length > 0 && <p class="soft small">{t(words.compareHint)}</p>}
      <ul class="history-list">
        {mine.map((entry, i) => (
          <HistoryItem key={entry.id} entry={entry} before={mine[i + 1]} chosen={chosen} onRestored={close} />
        ))}
      </ul>
      {mine.length > 0 && others.length > 0 && (
        <fieldset class="history-others">
          <legend class="soft small">{t(words.otherResults)}</legend>
          {others.map((side) => (
            <Choice key={side.id} side={side} chosen={chosen}>
              {side.name()}
            </Choice>
          ))}
        </fieldset>
      )}
      <form method="dialog" class="row">
        <button type="submit">{t(labWords.close)}</button>
        {mine.length > 0 && <CompareButton chosen={chosen} onCompare={close} />}
        {mine.length > 0 && (
          <button type="button" class="quiet" onClick={() => void forgetAll()}>
            {t(words.forgetAll)}
          </button>
        )}
      </form>
    </>
  );
}

interface ChoiceProps {
  readonly side: Side;
  /** At most two. */
  readonly chosen: Signal<readonly Side[]>;
  readonly children: string;
  /** What is said of it beyond the words beside it. */
  readonly label?: string;
}

function Choice({ side, chosen, children, label }: ChoiceProps) {
  const isChosen = chosen.value.some(({ id }) => id === side.id);
  const others = chosen.value.filter(({ id }) => id !== side.id);
  return (
    <label class="history-choice small">
      <input
        type="checkbox"
        aria-label={label}
        checked={isChosen}
        disabled={!isChosen && chosen.value.length === 2}
        onChange={(event) => {
          chosen.value = event.currentTarget.checked ? [...others, side] : others;
        }}
      />{" "}
      {children}
    </label>
  );
}

/** The older one, or the other's, first. */
function CompareButton({ chosen, onCompare }: { readonly chosen: Signal<readonly Side[]>; onCompare(): void }) {
  const session = useSession();
  const [first, second] = chosen.value;
  const busy = isBusy(session.status.value);
  return (
    <button
      type="button"
      class="primary"
      disabled={!second || busy}
      title={busy ? t(words.compareBusy) : undefined}
      onClick={() => {
        const place = ({ id }: Side) => history.value.findIndex((entry) => entry.id === id);
        const isFirstOlder = place(first) < 0 || (place(second) >= 0 && place(first) > place(second));
        onCompare();
        if (isFirstOlder) compare(session, first, second);
        else compare(session, second, first);
      }}
    >
      {t(words.compareTwo)}
    </button>
  );
}

interface ItemProps {
  readonly entry: HistoryEntry;
  /** The run before, from which this one differs. */
  readonly before: HistoryEntry | undefined;
  readonly chosen: Signal<readonly Side[]>;
  onRestored(): void;
}

function HistoryItem({ entry, before, chosen, onRestored }: ItemProps) {
  const session = useSession();
  const { lab } = session;
  const language = locale.value;
  const side = historySide(session, entry);
  const experiment = fullExperiment(lab, entry.experiment);
  const preset = presetOf(lab, experiment);
  return (
    <li>
      <div>
        {side.name()} · {formatSeconds(entry.seconds, language)}
        {preset && <strong> · {t(preset.title)}</strong>}
        {before && <Changes lab={lab} from={fullExperiment(lab, before.experiment)} to={experiment} />}
        <p class="soft small">
          {Object.entries(entry.metrics).map(([name, value], i) => (
            <Fragment key={name}>
              {i > 0 && " · "}
              {nameOf(lab.metrics, name)}: {formatNumber(value, language)}
            </Fragment>
          ))}
        </p>
      </div>
      <span class="row">
        <Choice side={side} chosen={chosen} label={`${t(words.compare)}: ${side.name()}`}>
          {t(words.compare)}
        </Choice>
        <button
          type="button"
          onClick={() => {
            session.replace(entry.experiment);
            onRestored();
          }}
        >
          {t(words.restore)}
        </button>
        <button type="button" class="quiet" onClick={() => void forget(entry.id)}>
          {t(words.forget)}
        </button>
      </span>
    </li>
  );
}
