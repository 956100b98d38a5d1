import { useSignal } from "@preact/signals";
import type { DbnParams } from "../../../../shared/labs/partition/dbn/fields.ts";
import { type Drawing, layerTask } from "../../../../shared/labs/partition/dbn/stack.ts";
import { t } from "../../../i18n/locale.ts";
import { recordLines } from "../../parts/record-lines.tsx";
import { Select } from "../../parts/select.tsx";
import type { ViewProps } from "../../view.ts";
import { Filters } from "./filters.tsx";
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
        <Curves {...props} />
      </div>
    </>
  );
}

const Curves = recordLines<DbnParams>({
  task: ({ experiment }) =>
    experiment.params.hidden.map((_, l) => ({ id: layerTask(l, 0), label: t(words.layerName, { layer: l + 1 }) })),
  x: words.minibatch,
  domain: ({ fold }) => [0, fold.tasks.find(({ kind }) => kind === "layer")?.steps ?? 1],
  figures: [
    {
      title: words.reconstruction,
      note: words.reconstructionNote,
      y: words.errorAxis,
      zero: true,
      lines: [["reconstructionError"]],
    },
  ],
});
