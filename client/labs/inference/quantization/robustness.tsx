import { ALL_FORMATS } from "../../../../shared/labs/inference/quantization/formats.ts";
import { DEVIATIONS, SHIFTS } from "../../../../shared/labs/nets/disturbances.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { LaterCaption } from "../../parts/picture-net.tsx";
import { words as pictures } from "../../parts/picture-words.ts";
import { formatColor, formatName, type QuantizationProps } from "./state.ts";
import { words } from "./words.ts";

/** How accuracy falls with noise and with shifts of the input, format by format. */
export function RobustnessView(props: QuantizationProps) {
  const found = props.fold.output("disturbed");
  if (!found) return <LaterCaption {...props} />;
  const figures = [
    { of: "noise", title: pictures.noiseTitle, x: pictures.deviation, levels: DEVIATIONS },
    { of: "shift", title: pictures.shiftTitle, x: pictures.pixels, levels: SHIFTS },
  ] as const;
  return (
    <div class="part-pair">
      {figures
        .filter(({ of }) => found[`${of}.float32`])
        .map(({ of, title, x, levels }) => (
          <LiveLine
            key={of}
            title={t(title)}
            x={{ label: t(x), domain: [0, levels[levels.length - 1]] }}
            y={{ label: t(words.accuracy), domain: [0, 1] }}
            height={220}
            series={ALL_FORMATS.map((format) => ({
              label: formatName(format),
              color: formatColor(format),
              x: levels,
              y: found[`${of}.${format}`].values,
            }))}
          />
        ))}
    </div>
  );
}
