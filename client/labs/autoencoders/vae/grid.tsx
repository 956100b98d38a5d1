import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { normalQuantile } from "../../../../shared/stats/normal-quantile.ts";
import { t } from "../../../i18n/locale.ts";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { type Axes, AxisSelects, axesWithin } from "../../parts/select.tsx";
import { isPicture, shapeOf } from "../../parts/table.ts";
import { decoderOf, lacksDecoder, useNet } from "../state.ts";
import { words as family } from "../words.ts";
import { byActivity, type VaeProps } from "./state.tsx";
import { words } from "./words.ts";

/** Places along each axis. */
const SIDE = 11;
/** CSS pixels of the whole. */
const EXTENT = 640;

/** The plane of two numbers of the code, all others 0: places share the prior's probability evenly. */
export function GridView(props: VaeProps) {
  const { data, experiment } = props;
  const { latent } = experiment.params;
  const order = byActivity(props);
  const axes = useSignal<Axes>([0, 1]);
  const [x, y] = axesWithin(axes.value, latent);
  const [across, upright] = [order[x], order[y]];
  const codes = useMemo(() => gridOf(latent, across, upright), [latent, across, upright]);
  const { rows } = useNet(props, "decode", codes, `grid ${latent} ${across} ${upright}`);
  if (lacksDecoder(props)) return <NotKept />;
  if (!decoderOf(props) || !rows) return <p class="part-caption">{t(nets.notYet)}</p>;
  if (!isPicture(data, rows.shape[1])) return <p class="part-caption">{t(words.noPictures)}</p>;
  const shape = shapeOf(data, rows.shape[1]);
  return (
    <PictureRows
      title={t(words.grid)}
      note={t(latent === 1 ? words.lineNote : words.gridNote, { x: across + 1, y: upright + 1 })}
      rows={rows}
      rowName={(n) => `${t(family.row)} ${n + 1}`}
      shape={shape}
      range={[0, 1]}
      columns={SIDE}
      gap={0}
      maxScale={Math.max(1, Math.floor(EXTENT / SIDE / shape.width))}
      above={
        latent > 2 && (
          <div class="part-controls">
            <AxisSelects names={order.map((i) => `z${i + 1}`)} axes={axes} />
          </div>
        )
      }
    />
  );
}

/** Rows from the top down: the second number falls. */
function gridOf(latent: number, across: number, upright: number) {
  const lines = latent === 1 ? 1 : SIDE;
  const values = new Float32Array(lines * SIDE * latent);
  for (let row = 0; row < lines; row++)
    for (let column = 0; column < SIDE; column++) {
      const at = (row * SIDE + column) * latent;
      if (latent > 1) values[at + upright] = -normalQuantile((row + 0.5) / SIDE);
      values[at + across] = normalQuantile((column + 0.5) / SIDE);
    }
  return { shape: [lines * SIDE, latent], values };
}
