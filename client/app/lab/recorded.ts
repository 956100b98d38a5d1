import { useCallback } from "preact/hooks";
import { presetExperiment } from "../../../shared/labs/parse.ts";
import type { RecordedResult } from "../../../shared/labs/recording.ts";
import { withoutSweep } from "../../../shared/labs/sweep.ts";
import type { Catalogue } from "../../labs/recorded.ts";
import type { LabView } from "../../labs/view.ts";
import { same } from "../../run/draft.ts";
import type { Displayed, Session } from "../../run/session.ts";
import { showError } from "../toasts.tsx";
import { useSession } from "./context.ts";
import { nextTask, planOf, tableOf } from "./engine.ts";

/** Addresses of recorded results by lab and preset, of the labs whose views are there. */
const urls = new Map<string, string>();

/** What brings the numbers of all its presets, by lab. */
const catalogues = new Map<string, () => Promise<Catalogue>>();

/** What brings the addresses of the answers that are recorded apart, by lab. */
const apart = new Map<string, NonNullable<LabView["recordedAnswers"]>>();

/** Learns where a lab's recorded results are, with its view. */
export function learnRecorded({ id, recorded, catalogue, recordedAnswers }: RecordedOf): void {
  for (const [file, url] of Object.entries(recorded)) urls.set(`${id}:${presetOf(file)}`, url);
  const [load] = Object.values(catalogue);
  if (load) catalogues.set(id, load);
  if (recordedAnswers) apart.set(id, recordedAnswers);
}

type RecordedOf = Pick<LabView, "id" | "recorded" | "catalogue" | "recordedAnswers">;
const presetOf = (file: string) => file.replace(/^.*\/|\.\w+$/g, "");

/** The answers to this preset's recorded questions that lie apart, fetched once; none where they cannot be. */
function moreAnswers(lab: string, preset: string): Displayed["moreAnswers"] {
  const addresses = apart.get(lab);
  if (!addresses) return undefined;
  let known: Promise<RecordedResult["answers"]> | undefined;
  const load = async () => {
    const [, url] = Object.entries(await addresses()).find(([file]) => presetOf(file) === preset) ?? [];
    if (!url) return {};
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: HTTP ${answer.status}`);
    const { readAnswers } = await import("../../../shared/labs/recording.ts");
    return readAnswers(new Uint8Array(await answer.arrayBuffer()));
  };
  return () => {
    known ??= load().catch(() => {
      known = undefined;
      return {};
    });
    return known;
  };
}

/** Opens a preset of the lab: its values in the form, its recorded result in the picture. Nothing runs. */
export function useRecorded(): (preset: string) => void {
  const session = useSession();
  return useCallback(
    (preset: string) => {
      try {
        session.replace(presetExperiment(session.lab, preset), { asOrigin: true });
        void showRecorded(session);
      } catch (error) {
        showError(error);
      }
    },
    [session],
  );
}

/** Shows the recorded result of the experiment in the form, where there is one and nothing was run meanwhile. */
export async function showRecorded(session: Session): Promise<void> {
  const asked = session.draft.peek().experiment;
  const preset = session.lab.presets.find((one) => same(presetExperiment(session.lab, one), asked));
  // Of a sweep its best run is recorded, whose values it says.
  const experiment = withoutSweep(asked);
  const url = preset && urls.get(`${session.lab.id}:${preset.id}`);
  if (!url) return;
  try {
    const { readRecorded } = await import("../../../shared/labs/recording.ts");
    const answer = await fetch(url);
    if (!answer.ok) return;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const data = await tableOf(experiment.data, session.lab);
    await session.lab.prepareFor?.(experiment.params);
    // Each in a task of its own: what is pressed meanwhile is answered.
    await nextTask();
    const tasks = planOf(session.lab, experiment, data);
    await nextTask();
    const recorded = readRecorded(tasks, bytes);
    // The catalogue has those of all presets.
    const metrics =
      recorded.metrics ??
      (await catalogues.get(session.lab.id)?.())?.presets.find(({ id }) => id === preset.id)?.metrics;
    await nextTask();
    if (!metrics) return;
    if (!same(session.draft.peek().experiment, asked)) return;
    const more = moreAnswers(session.lab.id, preset.id);
    session.show({ experiment, data, ...recorded, metrics, source: "recorded", ...(more && { moreAnswers: more }) });
  } catch {
    // The page works without its recorded picture: it says that nothing has been computed yet.
  }
}
