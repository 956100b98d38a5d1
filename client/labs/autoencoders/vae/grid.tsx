import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { planeCodes } from "../../../../shared/labs/nets/codes.ts";
import { t } from "../../../i18n/locale.ts";
import { CodePlane } from "../../parts/code-plane.tsx";
import { type Axes, axesWithin } from "../../parts/select.tsx";
import { Decoded } from "../decoded.tsx";
import { byActivity, type VaeProps } from "./state.tsx";
import { words } from "./words.ts";

/** Places along each axis. */
const SIDE = 11;

/** The plane of two numbers of the code, all others 0: places share the prior's probability evenly. */
export function GridView(props: VaeProps) {
  const { latent } = props.experiment.params;
  const order = byActivity(props);
  const axes = useSignal<Axes>([0, 1]);
  const [x, y] = axesWithin(axes.value, latent);
  const [across, upright] = [order[x], order[y]];
  const codes = useMemo(() => planeCodes(latent, across, upright, SIDE), [latent, across, upright]);
  return (
    <Decoded of={props} codes={codes} name={`grid ${latent} ${across} ${upright}`}>
      {(rows, shape) =>
        shape.height === 1 ? (
          <p class="part-caption">{t(words.noPictures)}</p>
        ) : (
          <CodePlane
            title={t(words.grid)}
            note={t(latent === 1 ? words.lineNote : words.gridNote, { x: across + 1, y: upright + 1 })}
            rows={rows}
            side={SIDE}
            shape={shape}
            names={order.map((i) => `z${i + 1}`)}
            axes={axes}
          />
        )
      }
    </Decoded>
  );
}
