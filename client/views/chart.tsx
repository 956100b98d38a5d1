import { useEffect, useRef } from "preact/hooks";
import { locale } from "../i18n/locale.ts";
import { type ChartSpec, chartColumns } from "./chart-spec.ts";
import { Figure, type FigureProps } from "./figure.tsx";
import { useSize } from "./size.ts";
import { noteWithUndrawn } from "./undrawn.ts";

export type { Axis, ChartSpec, Mark } from "./chart-spec.ts";

export interface ChartProps extends ChartSpec, Omit<FigureProps, "children" | "columns"> {
  /** Height in CSS pixels; default 220. */
  readonly height?: number;
}

/** A redraw takes some milliseconds: fast runs are drawn about eight times a second. Use LiveLine for what moves. */
const pause = 120;

/** A standing chart in a frame: lines, bands, points, histograms, bars, rules. */
export function Chart(props: ChartProps) {
  const { x, y, marks, height = 220, ...frame } = props;
  const [box, size] = useSize<HTMLDivElement>();
  const last = useRef(0);
  const language = locale.value;
  const width = size.value[0];
  useEffect(() => {
    if (width === 0) return;
    let stopped = false;
    const wait = Math.max(0, last.current + pause - performance.now());
    const timer = setTimeout(async () => {
      const { draw } = await import("./plot.ts");
      if (stopped || !box.current) return;
      box.current.replaceChildren(draw({ x, y, marks }, width, height, language, props.title));
      last.current = performance.now();
    }, wait);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  });
  return (
    <Figure {...frame} {...noteWithUndrawn(frame.note, { x, y, marks })} columns={() => chartColumns({ x, y, marks })}>
      <div class="chart" ref={box} style={{ "--chart-height": `${height}px` }} />
    </Figure>
  );
}
