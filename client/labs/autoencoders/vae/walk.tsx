import { waysFrom } from "../../../../shared/labs/nets/traversals.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { useCodeByHand } from "../../parts/code-by-hand.ts";
import { useLast } from "../../parts/last.ts";
import { Sliders } from "../../parts/sliders.tsx";
import { Traversals } from "../../parts/traversals.tsx";
import { Decoded } from "../decoded.tsx";
import { words as family } from "../words.ts";
import { byActivity, codesOf, keyOf, type VaeProps } from "./state.tsx";
import { words } from "./words.ts";

/** Numbers of the code that are walked along, and how. */
const MOST = 8;
const WAY = { stops: 7, span: 3 };

/** From the code of a held-out row, or one set by hand, along each of its numbers: a row of pictures for each. */
export function WalkView(props: VaeProps) {
  const { fold } = props;
  const codes = useLast(codesOf(props, Number.POSITIVE_INFINITY), props.experiment.params.latent) ?? null;
  const shown = byActivity(props).slice(0, MOST);
  const { code, move, begin } = useCodeByHand(codes);
  const divergences = fold.output("bounds")?.divergences.values;
  const labels = shown.map((i) =>
    divergences ? `z${i + 1} · ${formatNumber(divergences[i], locale.value, 2)}` : `z${i + 1}`,
  );
  return (
    <Decoded of={props} codes={codes && waysFrom(code, WAY, shown)} name={`walk ${keyOf(code)} ${shown.join(" ")}`}>
      {(pictures, shape) => (
        <div class="part-beside part-beside-narrow">
          <Traversals
            title={t(words.walk)}
            note={t(words.walkNote)}
            labels={labels}
            stops={WAY.stops}
            pictures={pictures}
            shape={shape}
          />
          <section class="part-stack">
            <p class="part-caption">{t(words.walkHow)}</p>
            <Sliders
              name={(at) => `z${shown[at] + 1}`}
              values={shown.map((i) => code[i])}
              ranges={shown.map(() => [-WAY.span, WAY.span])}
              centre={0}
              onMove={(at, value) => move(shown[at], value)}
            />
            <button type="button" onClick={() => begin()}>
              {t(family.otherStart)}
            </button>
          </section>
        </div>
      )}
    </Decoded>
  );
}
