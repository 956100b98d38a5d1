import { useSignal } from "@preact/signals";
import { t } from "../../../i18n/locale.ts";
import { useAnswer } from "../../answer.ts";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { shapeOf } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";
import { useFrames } from "./frames.tsx";
import { drawn, machineKey, parametersOf } from "./state.ts";
import { words } from "./words.ts";

const count = 20;
const frames = 50;

/** Chains that start at noise and become pictures. */
export function SamplesView(props: ViewProps) {
  const round = useSignal(0);
  const machine = parametersOf(props);
  const { answer, waiting } = useAnswer(props.ask, machine ? `${machineKey(props)} ${round.value}` : null, () => ({
    task: { kind: "sample", steps: frames, params: { count, round: round.value } },
    given: machine ?? {},
  }));
  const { states, controls } = useFrames(answer, waiting);
  if (!machine) return <p class="part-caption">{t(words.noWeights)}</p>;
  const [visible] = machine.weights.shape;
  const { rows, range } = drawn({ shape: [count, visible], values: states.values }, machine, props.data);
  return (
    <PictureRows
      title={t(words.samplesTitle)}
      note={t(words.samplesNote)}
      rows={rows}
      rowName={(n) => `${t(words.sample)} ${n + 1}`}
      shape={shapeOf(props.data, visible)}
      range={range}
      height={190}
      maxScale={12}
      framed
      above={
        <div class="part-controls">
          {controls}
          <button type="button" onClick={() => round.value++}>
            {t(words.again)}
          </button>
        </div>
      }
    />
  );
}
