import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { planeCodes } from "../../../../shared/labs/nets/codes.ts";
import { t } from "../../../i18n/locale.ts";
import { CodePlane } from "../../parts/code-plane.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { type Axes, axesWithin } from "../../parts/select.tsx";
import { isPicture, shapeOf } from "../../parts/table.ts";
import { decoderOf, lacksDecoder, useNet } from "../state.ts";
import { byActivity, type VaeProps } from "./state.tsx";
import { words } from "./words.ts";

/** Places along each axis. */
const SIDE = 11;

/** The plane of two numbers of the code, all others 0: places share the prior's probability evenly. */
export function GridView(props: VaeProps) {
  const { data, experiment } = props;
  const { latent } = experiment.params;
  const order = byActivity(props);
  const axes = useSignal<Axes>([0, 1]);
  const [x, y] = axesWithin(axes.value, latent);
  const [across, upright] = [order[x], order[y]];
  const codes = useMemo(() => planeCodes(latent, across, upright, SIDE), [latent, across, upright]);
  const { rows } = useNet(props, "decode", codes, `grid ${latent} ${across} ${upright}`);
  if (lacksDecoder(props)) return <NotKept />;
  if (!decoderOf(props) || !rows) return <p class="part-caption">{t(nets.notYet)}</p>;
  if (!isPicture(data, rows.shape[1])) return <p class="part-caption">{t(words.noPictures)}</p>;
  return (
    <CodePlane
      title={t(words.grid)}
      note={t(latent === 1 ? words.lineNote : words.gridNote, { x: across + 1, y: upright + 1 })}
      rows={rows}
      side={SIDE}
      shape={shapeOf(data, rows.shape[1])}
      names={order.map((i) => `z${i + 1}`)}
      axes={axes}
    />
  );
}
