import { useSignal } from "@preact/signals";
import type { DbnParams } from "../../../../shared/labs/partition/dbn/fields.ts";
import type { Drawing } from "../../../../shared/labs/partition/dbn/stack.ts";
import { t } from "../../../i18n/locale.ts";
import { Select } from "../../parts/select.tsx";
import type { ViewProps } from "../../view.ts";
import { Filters } from "./filters.tsx";
import { LearningView } from "./learning.tsx";
import { words } from "./words.ts";

const DRAWINGS = ["weights", "written"] as const satisfies readonly Drawing[];
const most = 64;

/** One layer at a time, and how each was trained. */
export function LayersView(props: ViewProps<DbnParams>) {
  const { hidden } = props.experiment.params;
  const chosen = useSignal(0);
  const drawing = useSignal(0);
  const layer = Math.min(chosen.value, hidden.length - 1);
  return (
    <>
      <div class="part-controls">
        <Select
          act="layer"
          label={t(words.layer)}
          names={hidden.map((_, l) => String(l + 1))}
          value={layer}
          onChoose={(l) => (chosen.value = l)}
        />
        <Select
          act="drawing"
          label={t(words.drawn)}
          names={[t(words.drawnWeights), t(words.drawnWritten)]}
          value={drawing.value}
          onChoose={(at) => (drawing.value = at)}
        />
      </div>
      <div class="part-beside">
        <Filters
          {...props}
          title={words.units}
          layer={layer}
          drawing={DRAWINGS[drawing.value]}
          most={most}
          height={300}
        />
        <LearningView {...props} />
      </div>
    </>
  );
}
