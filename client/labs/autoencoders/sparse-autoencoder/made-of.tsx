import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../../shared/arrays.ts";
import { heldOutRows } from "../../../../shared/labs/autoencoders/held-out.ts";
import { shownRows } from "../../../../shared/labs/autoencoders/questions.ts";
import type { SparseParams } from "../../../../shared/labs/autoencoders/sparse-autoencoder/fields.ts";
import { loudest } from "../../../../shared/labs/autoencoders/sparse-autoencoder/questions.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { useLast } from "../../parts/last.ts";
import { rowsOf } from "../../parts/matrix.ts";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { Offered, PictureRows, scaleFor } from "../../parts/picture-rows.tsx";
import { Select } from "../../parts/select.tsx";
import { shapeOf } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";
import { lacksNet, netOf, useNet } from "../state.ts";
import { words as family } from "../words.ts";
import { words } from "./words.ts";

const LOUDEST = 12;

/** A held-out sample as the sum of few parts: the rows of the decoder that its strongest units bring in, as strongly as they do. */
export function MadeOfView(props: ViewProps<SparseParams>) {
  const { data, experiment } = props;
  const chosen = useSignal(0);
  const rows = useMemo(() => (data ? heldOutRows(data, experiment.params, shownRows) : null), [data, experiment]);
  const count = rows?.shape[0] ?? 0;
  const at = Math.min(chosen.value, Math.max(0, count - 1));
  const one = useMemo(() => rows && rowsOf(rows, at, 1), [rows, at]);
  const { rows: code } = useNet(props, "encode", one, `made ${at}`);
  const { rows: back } = useNet(props, "reconstruct", one, `made ${at}`);
  const decoder = useLast(netOf(props)?.["layer1.weights"], `${data?.columns} ${experiment.params.hidden}`);
  if (experiment.params.hidden.length > 1) return <p class="part-caption">{t(words.deeper)}</p>;
  if (lacksNet(props)) return <NotKept />;
  if (!decoder) return <p class="part-caption">{t(nets.notYet)}</p>;
  if (!rows || !one) return <p class="part-caption">{t(family.noData)}</p>;
  const shape = shapeOf(data, one.shape[1]);
  const units = code ? loudest(code.values, decoder, LOUDEST) : [];
  const say = (x: number) => formatNumber(x, locale.value, 2);
  const isPicture = shape.height > 1;
  return (
    <div class="part-beside part-beside-wide">
      <section class="part-stack" data-act="sample">
        {isPicture && <h2 class="part-heading">{t(words.sample)}</h2>}
        {isPicture ? (
          <Offered
            title={t(words.sample)}
            rows={rows}
            shape={shape}
            columns={5}
            chosen={at}
            onChoose={(n) => (chosen.value = n)}
          />
        ) : (
          <Select
            label={t(words.sample)}
            names={Array.from({ length: count }, (_, n) => `${t(family.row)} ${n + 1}`)}
            value={at}
            onChoose={(n) => (chosen.value = n)}
          />
        )}
      </section>
      <section class="part-stack">
        {back && (
          <PictureRows
            title={t(words.whole)}
            rows={both(one, back)}
            rowName={(n) => t(n === 0 ? family.rowIn : family.rowOut)}
            shape={shape}
            {...(isPicture ? { range: [0, 1] as const } : { map: "viridis" as const, columns: 1 })}
            maxScale={scaleFor(shape, 96)}
          />
        )}
        {code && (
          <PictureRows
            title={t(words.parts)}
            note={t(words.partsNote, { activities: units.map((j) => say(code.values[j])).join(" · ") })}
            rows={partsOf(code, decoder, units)}
            rowName={(n) => t(words.unit, { n: units[n] + 1 })}
            shape={shape}
            map="diverging"
            columns={isPicture ? 6 : 1}
            gap={4}
            maxScale={scaleFor(shape, 64)}
          />
        )}
      </section>
    </div>
  );
}

function both({ shape: [, columns], values }: NDArray, back: NDArray): NDArray<Float32Array> {
  return { shape: [2, columns], values: Float32Array.from([...values, ...back.values]) };
}

/** hⱼ dⱼ of these units. */
function partsOf(code: NDArray, decoder: NDArray, units: readonly number[]): NDArray<Float32Array> {
  const [, columns] = decoder.shape;
  const out = new Float32Array(units.length * columns);
  for (const [n, j] of units.entries())
    for (let i = 0; i < columns; i++) out[n * columns + i] = code.values[j] * decoder.values[j * columns + i];
  return { shape: [units.length, columns], values: out };
}
