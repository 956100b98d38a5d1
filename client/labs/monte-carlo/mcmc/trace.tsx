import { t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { seriesColor } from "../../../views/palette.ts";
import { stepsOf } from "../../parts/record-lines.tsx";
import { Controls, chosenParameter, labelOf, Nothing } from "./controls.tsx";
import { drawsOf, keptNote, type McmcProps, series, strideFor } from "./draws.ts";
import { SaveButton } from "./save-button.tsx";
import { words } from "./words.ts";

/** Points of the traces of all chains together: a redraw at every frame takes a few milliseconds. */
const tracePoints = 12_000;

/** The draws of one parameter in the order in which they were made. */
export function TraceView(props: McmcProps) {
  const draws = drawsOf(props);
  const column = chosenParameter(draws);
  const name = draws.names[column] ?? "";
  if (draws.rows <= draws.from || name === "") return <Nothing draws={draws} />;
  const stride = strideFor(draws, tracePoints);
  const steps = stepsOf(props.fold, draws.tasks[0], "draw");
  const x = Float64Array.from(
    { length: Math.ceil((draws.rows - draws.from) / stride) },
    (_, i) => steps[draws.from + i * stride],
  );
  const drawn = stride > 1 ? t(words.oneIn, { stride: formatInteger(stride, props.locale) }) : undefined;
  const note = keptNote(draws) ?? drawn;
  return (
    <>
      <Controls draws={draws}>
        <SaveButton props={props} draws={draws} />
      </Controls>
      <LiveLine
        title={t(words.traceOf, { name })}
        {...(note !== undefined && { note })}
        x={{ label: t(words.draw), domain: [x[0], steps[draws.rows - 1]] }}
        y={{ label: name }}
        series={draws.tasks.map((task, chain) => ({
          label: "",
          ...labelOf(chain, draws.tasks.length),
          color: seriesColor(chain),
          x,
          y: series(draws, task, column, draws.from, stride),
        }))}
      />
    </>
  );
}
