import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { standardCodes } from "../../../../shared/quant/draws.ts";
import { t } from "../../../i18n/locale.ts";
import { useAnswer } from "../../answer.ts";
import { useLast } from "../../parts/last.ts";
import { netKey } from "../../parts/net-state.ts";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { PictureRows, scaleFor } from "../../parts/picture-rows.tsx";
import { Select } from "../../parts/select.tsx";
import { shapeOf } from "../../parts/table.ts";
import { decoderOf, lacksDecoder, useNet } from "../state.ts";
import { words as family } from "../words.ts";
import type { VaeProps } from "./state.tsx";
import { words } from "./words.ts";

/** Pictures; of rows of numbers, fewer. */
const COUNT = 36;
const FEW = 16;
/** CSS pixels of a picture. */
const SIDE = 84;

/** What the decoder makes of codes drawn from the prior: live while it learns, afterwards also by the integers that are published. */
export function SamplesView(props: VaeProps) {
  const { data, fold, experiment } = props;
  const seed = useSignal(1);
  const inIntegers = useSignal(0);
  const { latent } = experiment.params;
  const codes = useMemo(
    () => ({ shape: [COUNT, latent], values: Float32Array.from(standardCodes(seed.value, COUNT, latent)) }),
    [seed.value, latent],
  );
  const file = fold.output("quantise")?.file;
  const asked = inIntegers.value === 1 ? file : undefined;
  const own = useNet(props, "decode", asked ? null : codes, `samples ${seed.value} ${latent}`);
  const published = useAnswer(props.ask, asked ? `samples ${seed.value} ${netKey(props)}` : null, () => ({
    task: { kind: "sample", steps: 1, params: { seed: seed.value, count: COUNT }, wasm: ["quant"] },
    given: asked ? { file: asked } : {},
  }));
  const rows = asked ? published.answer?.rows : own.rows;
  const had = useLast(decoderOf(props) && true, data?.columns);
  if (lacksDecoder(props)) return <NotKept />;
  if (!had || !rows) return <p class="part-caption">{t(nets.notYet)}</p>;
  const columns = rows.shape[1];
  const shape = shapeOf(data, columns);
  const count = shape.height > 1 ? COUNT : FEW;
  const controls = (
    <div class="part-controls">
      <button type="button" data-act="seed" onClick={() => seed.value++}>
        {t(words.otherSamples)}
      </button>
      {file && (
        <Select
          act="integers"
          label={t(words.arithmeticOf)}
          names={[t(words.floats), t(words.integers)]}
          value={inIntegers.value}
          onChoose={(way) => (inIntegers.value = way)}
        />
      )}
    </div>
  );
  return (
    <PictureRows
      title={t(words.samples)}
      note={t(asked ? words.samplesIntegers : words.samplesNote, { seed: seed.value, count })}
      rows={{ shape: [count, columns], values: rows.values.subarray(0, count * columns) }}
      rowName={(n) => `${t(family.row)} ${n + 1}`}
      shape={shape}
      {...(shape.height > 1 ? { range: [0, 1] as const } : { map: "diverging" as const })}
      maxScale={scaleFor(shape, SIDE)}
      gap={3}
      lines={{ gap: 2, maxScale: 24 }}
      above={controls}
    />
  );
}
