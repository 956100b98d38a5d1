import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { lessonProgress } from "../../courses/progress.ts";
import { nouns, words } from "../../i18n/home.ts";
import { locale, t } from "../../i18n/locale.ts";
import { counted } from "../../i18n/numbers.ts";
import type { LabIndex } from "../../labs/recorded.ts";
import { history, loadHistory } from "../../run/history.ts";
import { forgetVisits, loadVisits, type Visit } from "../../run/visits.ts";
import { ago } from "./ago.ts";
import "./go-on.css";

const shown = 3;

/** For who comes back: the labs of the last visits as they were left, with what was done there. Nothing for a newcomer. */
export function GoOn({ labs }: { readonly labs: readonly LabIndex[] }) {
  const visits = useSignal<readonly Visit[]>([]);
  useEffect(() => {
    void loadVisits().then((found) => {
      visits.value = found;
    });
    void loadHistory();
  }, [visits]);
  const known = visits.value.flatMap((visit) => {
    const lab = labs.find(({ id }) => id === visit.lab);
    return lab ? [{ visit, lab }] : [];
  });
  if (known.length === 0) return null;
  return (
    <section class="go-on" aria-labelledby="go-on">
      <h2 id="go-on">{t(words.goOn)}</h2>
      <ul>
        {known.slice(0, shown).map(({ visit, lab }) => (
          <li key={lab.id}>
            <a class="go-on-link" href={visit.address}>
              <strong>{t(lab.title)}</strong>
              <span class="soft small">{stateOf(visit, lab)}</span>
            </a>
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="quiet small"
        title={t(words.goOnForgetHelp)}
        onClick={async () => {
          await forgetVisits();
          visits.value = [];
        }}
      >
        {t(words.goOnForget)}
      </button>
    </section>
  );
}

/** "Bars and stripes · 4 of 9 steps · 2 runs · yesterday" */
function stateOf({ address, at }: Visit, lab: LabIndex): string {
  const url = new URL(address, location.origin);
  const preset = lab.presets.find(({ id }) => id === url.searchParams.get("preset"));
  const { done, total } = lessonProgress(lab);
  const runs = history.value.filter(({ experiment }) => experiment.lab === lab.id).length;
  return [
    url.hash.startsWith("#v") ? t(words.goOnChanged) : preset && t(preset.title),
    done > 0 && t(words.lessonSteps, { done, total }),
    runs > 0 && counted(nouns.runs, runs),
    ago(at, Date.now(), locale.value),
  ]
    .filter((part) => part)
    .join(" · ");
}
