import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../../shared/arrays.ts";
import { WALKS } from "../../../../shared/labs/autoencoders/denoising/questions.ts";
import { heldOutRows } from "../../../../shared/labs/autoencoders/held-out.ts";
import { fillUniform32 } from "../../../../shared/random/index.ts";
import { t } from "../../../i18n/locale.ts";
import { Check } from "../../parts/check.tsx";
import { Compared } from "../../parts/compared.tsx";
import { blockOf } from "../../parts/matrix.ts";
import { words as nets } from "../../parts/net-words.ts";
import { Select } from "../../parts/select.tsx";
import { shapeOf } from "../../parts/table.ts";
import { withNet } from "../with-net.tsx";
import { type DenoisingProps, useCleaning } from "./state.ts";
import { words } from "./words.ts";

/** Pictures cleaned again and again, from pictures of the data or from noise alone: where repeated cleaning leads. */
export function WalkView(props: DenoisingProps) {
  if (props.data?.columns === 2) return <p class="part-caption">{t(words.walkInPlane)}</p>;
  return <Walk {...props} />;
}

const Walk = withNet((props: DenoisingProps) => {
  const { data, experiment } = props;
  const start = useSignal(0);
  const again = useSignal(false);
  const draw = useSignal(1);
  const columns = data?.columns ?? 0;
  const held = useMemo(() => (data ? heldOutRows(data, experiment.params, WALKS.rows) : null), [data, experiment]);
  const rows = useMemo(
    () => (start.value === 0 ? noiseRows(columns, draw.value) : held),
    [held, columns, start.value, draw.value],
  );
  const way = { steps: WALKS.steps, share: 1, again: again.value || start.value === 1, draw: draw.value };
  const { answer } = useCleaning(props, "walk", rows, way, `${start.value}`);
  if (!rows || columns === 0) return <p class="part-caption">{t(nets.notYet)}</p>;
  const path = answer?.path;
  return (
    <>
      <div class="part-controls">
        <Select
          act="start"
          label={t(words.start)}
          names={[t(words.startNoise), t(words.startData)]}
          value={start.value}
          onChoose={(i) => (start.value = i)}
        />
        {start.value === 0 && <Check act="again" label={t(words.again)} on={again} />}
        <button type="button" onClick={() => draw.value++}>
          {t(words.otherNoise)}
        </button>
      </div>
      <Compared
        title={t(words.walk)}
        note={t(words.walkNote)}
        rows={Array.from({ length: WALKS.steps + 1 }, (_, step) => ({
          label: step === 0 ? t(words.begin) : `${step}`,
          rows: step === 0 ? rows : path && blockOf(path, step),
        }))}
        shape={shapeOf(data, columns)}
        all
      />
    </>
  );
});

/** Pictures of uniform noise. */
function noiseRows(columns: number, draw: number): NDArray<Float32Array> {
  const values = new Float32Array(WALKS.rows * columns);
  fillUniform32([draw, 7], 0, values);
  return { shape: [WALKS.rows, columns], values };
}
