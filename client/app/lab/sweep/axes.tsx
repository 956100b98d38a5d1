import type { Field } from "../../../../shared/experiment/fields.ts";
import { limits } from "../../../../shared/experiment/limits.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { aboutSeconds, guessSeconds } from "../../../i18n/spans.ts";
import { words } from "../../../i18n/sweep.ts";
import { estimateSweep } from "../../../run/estimate.ts";
import { probedRate } from "../../../run/probe.ts";
import { NumberBox } from "../../../views/number-box.tsx";
import { threads } from "../../threads.ts";
import { useSession } from "../context.ts";
import { AxisEditor } from "./axis-editor.tsx";
import { freePaths } from "./free.ts";
import { gridFor } from "./runs.ts";
import { fieldOf, proposed, valueAt } from "./values.ts";
import "./sweep.css";

/** What the experiment runs over: its axes, seeds, and how many runs that makes. */
export function Axes() {
  const session = useSession();
  const { lab } = session;
  const { experiment } = session.draft.value;
  const { sweep = {} } = experiment;
  const chosen = Object.keys(sweep).filter((path) => path !== "seed");
  const free = freePaths(lab, experiment);
  const label = (path: string) => fieldOf(lab, experiment, path)?.label ?? path;
  return (
    <>
      {experiment.sweep ? <Runs /> : <p class="soft small">{t(words.about)}</p>}
      {chosen.map((path) => {
        const field = fieldOf(lab, experiment, path)?.field;
        return field && <AxisEditor key={path} path={path} field={field} label={label(path)} values={sweep[path]} />;
      })}
      <div class="sweep-add">
        {free.length > 0 && (
          <select
            aria-label={t(words.chooseAxis)}
            value=""
            onChange={({ currentTarget }) => {
              vary(session, currentTarget.value);
              currentTarget.value = "";
            }}
          >
            <option value="">{t(words.addAxis)}</option>
            {free.map((path) => (
              <option key={path} value={path}>
                {label(path)}
              </option>
            ))}
          </select>
        )}
        <Seeds />
      </div>
    </>
  );
}

/** Begins to vary what a path says, with values about the present one. */
export function vary(session: ReturnType<typeof useSession>, path: string): void {
  const { experiment } = session.draft.peek();
  const field: Field | undefined = fieldOf(session.lab, experiment, path)?.field;
  if (field) session.set(`sweep.${path}`, proposed(field, valueAt(experiment, path)));
}

/** How many seeds each combination is run with, from the form's on. */
function Seeds() {
  const session = useSession();
  const { experiment } = session.draft.value;
  const count = experiment.sweep?.seed?.length ?? 1;
  const first = experiment.sweep?.seed?.[0] ?? experiment.seed;
  const set = (next: number | string) => {
    const wanted = typeof next === "number" ? Math.round(Math.min(limits.sweep.values, Math.max(1, next))) : Number.NaN;
    if (Number.isNaN(wanted)) return;
    const seeds = Array.from({ length: wanted }, (_, i) => Number(first) + i);
    session.set("sweep.seed", wanted > 1 ? seeds : []);
  };
  return (
    <label class="sweep-seeds" title={t(words.seedsHelp)}>
      <span>{t(words.seeds)}</span>
      <NumberBox min={1} max={limits.sweep.values} value={count} onSet={set} />
    </label>
  );
}

/** "20 runs, about 3 s in all". */
function Runs() {
  const session = useSession();
  const { lab } = session;
  const { experiment } = session.draft.value;
  const { runs } = gridFor(lab, experiment);
  const count =
    runs.length === 1 ? t(words.oneRun) : t(words.runs, { count: formatInteger(runs.length, locale.value) });
  const state = session.data.value;
  if (state.kind !== "ready" && state.kind !== "none") return <p class="sweep-count">{count}</p>;
  const data = state.kind === "ready" ? state.table : null;
  const device = session.device.value;
  const expected = estimateSweep(
    runs.map((run) => ({ lab, experiment: run, data, device, threads: threads.value })),
    probedRate.value,
  );
  if (!expected) return <p class="sweep-count">{count}</p>;
  const time = (expected.measured ? aboutSeconds : guessSeconds)(expected.seconds, locale.value);
  return (
    <p class="sweep-count" role="status">
      {t(words.takes, { runs: count, time })}
    </p>
  );
}
