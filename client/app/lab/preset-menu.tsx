import type { Experiment } from "../../../shared/experiment/experiment.ts";
import type { Lab, Preset } from "../../../shared/labs/lab.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";
import { words } from "../../i18n/lab.ts";
import { t } from "../../i18n/locale.ts";
import { same } from "../../run/draft.ts";
import { useSession } from "./context.ts";
import { useRecorded } from "./recorded.ts";

export function presetOf(lab: Lab, experiment: Experiment): Preset | undefined {
  return lab.presets.find((preset) => same(presetExperiment(lab, preset), experiment));
}

/** The prepared experiments of the lab; says when the form has been changed. */
export function PresetMenu() {
  const session = useSession();
  const open = useRecorded();
  const { lab } = session;
  const { experiment } = session.draft.value;
  const current = presetOf(lab, experiment);
  return (
    <label class="preset-menu">
      <span class="visually-hidden">{t(words.presets)}</span>
      <select
        value={current?.id ?? ""}
        title={current && t(current.about)}
        onChange={(event) => event.currentTarget.value && open(event.currentTarget.value)}
      >
        {!current && <option value="">{t(words.ownExperiment)}</option>}
        {lab.presets.map((preset) => (
          <option key={preset.id} value={preset.id}>
            {t(preset.title)}
          </option>
        ))}
      </select>
    </label>
  );
}
