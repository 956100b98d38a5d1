import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Table } from "../../../../shared/data/table.ts";
import { t } from "../../../i18n/locale.ts";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { blockOf } from "../../parts/matrix.ts";
import { lacksNet, useHadNet } from "../../parts/net-state.ts";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { Offered } from "../../parts/picture-rows.tsx";
import { Sliders } from "../../parts/sliders.tsx";
import { shapeOf } from "../../parts/table.ts";
import { drawingOf } from "./drawn.ts";
import { codeName, type FactorsProps, factorNames, useNet } from "./state.ts";
import { firstHeldOut } from "./traversals.tsx";
import { words } from "./words.ts";

/** Ends of the sliders of a code, and CSS pixels on a side of its picture. */
const ENDS = [-3, 3] as const;
const SIZE = 160;
const PICKS = 20;

/** A picture made by hand from its factors (or chosen, where they are not known), its code, and the picture that the code gives back. */
export function CodeView(props: FactorsProps) {
  const { data } = props;
  const hadNet = useHadNet(props);
  if (lacksNet(props)) return <NotKept />;
  if (!data || !hadNet) return <p class="part-caption">{t(nets.notYet)}</p>;
  return <Code key={`${data.columns} ${props.experiment.params.latents}`} {...props} data={data} />;
}

function Code(props: FactorsProps & { readonly data: Table }) {
  const { data, experiment } = props;
  const drawing = useMemo(() => drawingOf(experiment.data, data), [experiment.data, data]);
  const middle = drawing?.ranges.map(({ low, high, isClass }) => (isClass ? high : (low + high) / 2)) ?? [];
  const factors = useSignal<readonly number[] | null>(null);
  const picked = useSignal(0);
  const moved = useSignal<readonly number[] | null>(null);
  const own = factors.value?.length === middle.length ? factors.value : middle;
  const pool = useMemo(() => firstHeldOut(props, PICKS), [data, experiment]);
  const values =
    drawing?.draw(own) ?? (pool ? blockOf(pool, picked.value % pool.shape[0]).values.slice() : new Float32Array(0));
  const key = drawing ? own.map((x) => x.toFixed(4)).join(" ") : `held ${picked.value}`;
  const encoded = useNet(props, "encode", { shape: [1, values.length], values }, key);
  const code = moved.value ?? (encoded ? Array.from(encoded.mean.values, Number) : null);
  const rows = code && { shape: [1, code.length], values: Float32Array.from(code) };
  const decoded = useNet(props, "decode", rows, code?.map((z) => z.toFixed(4)).join(" ") ?? "");
  const names = factorNames(props);
  const shape = shapeOf(data, data.columns);
  const picture = (title: string, shown: ArrayLike<number>) => (
    <section>
      <h2 class="part-heading">{title}</h2>
      <ImageGrid title={title} values={shown} count={1} shape={shape} range={[0, 1]} maxScale={5} height={SIZE} />
    </section>
  );
  return (
    <>
      <div class="part-pair">
        <section class="part-stack" data-act="factors">
          {picture(t(drawing ? words.drawn : words.chosen), values)}
          {drawing ? (
            <Sliders
              name={(i) => names[i] ?? drawing.ranges[i].name}
              values={own}
              ranges={drawing.ranges.map(({ low, high }) => [low, high] as const)}
              onMove={(i, value) => {
                moved.value = null;
                const set = drawing.ranges[i].isClass ? Math.round(value) : value;
                factors.value = own.map((x, j) => (j === i ? set : x));
              }}
            />
          ) : (
            pool && (
              <Offered
                title={t(words.pick)}
                rows={pool}
                shape={shape}
                chosen={picked.value}
                onChoose={(n) => {
                  moved.value = null;
                  picked.value = n;
                }}
              />
            )
          )}
        </section>
        <section class="part-stack">
          {decoded && picture(t(words.back), decoded.rows.values)}
          {code && (
            <Sliders
              name={codeName}
              values={code}
              ranges={code.map(() => ENDS)}
              centre={0}
              onMove={(i, value) => (moved.value = code.map((z, k) => (k === i ? value : z)))}
            />
          )}
        </section>
      </div>
      <p class="part-caption">{t(drawing ? words.codeNote : words.codeNoteOwn)}</p>
    </>
  );
}
