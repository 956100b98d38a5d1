import { BITS } from "../../../../shared/labs/inference/quantization/bit-counts.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { LaterCaption } from "../../parts/picture-net.tsx";
import { formatColor, formatName, type QuantizationProps } from "./state.ts";
import { words as tabs } from "./tab-words.ts";
import { words } from "./words.ts";

/** Accuracy against bits, with a step for each layer or for each of its channels. */
export function CurveView(props: QuantizationProps) {
  const found = props.fold.output("bits");
  if (!found) return <LaterCaption {...props} />;
  const [whole] = found.float32.values;
  const lows = [...found["per-tensor"].values, ...found["per-channel"].values, whole];
  return (
    <LiveLine
      title={t(tabs.curveTitle)}
      note={t(tabs.curveNote)}
      x={{ label: t(words.bits), domain: [BITS[0], BITS[BITS.length - 1]] }}
      y={{ label: t(words.accuracy), domain: [Math.max(0, Math.min(...lows) - 0.05), 1] }}
      height={240}
      series={[
        { label: formatName("float32"), color: formatColor("float32"), x: [2, 8], y: [whole, whole] },
        { label: t(words.perTensor), color: formatColor("int8-tensor"), x: BITS, y: found["per-tensor"].values },
        { label: t(words.perChannel), color: formatColor("int8-channel"), x: BITS, y: found["per-channel"].values },
      ]}
    />
  );
}
