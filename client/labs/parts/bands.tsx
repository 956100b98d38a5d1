import { bandOf, type Line } from "../../../shared/labs/band.ts";
import { LiveLine, type LiveLineProps } from "../../views/live-line.tsx";

/** Lines of one kind, of which their mean is drawn and one standard deviation on either side. */
export interface BandGroup {
  readonly label: string;
  readonly color: string;
  readonly lines: readonly Line[];
}

interface BandsProps extends Omit<LiveLineProps, "series"> {
  readonly groups: readonly BandGroup[];
}

export function Bands({ groups, height = 230, ...figure }: BandsProps) {
  const series = groups.flatMap(({ label, color, lines }) => {
    const { x, middle, low, high } = bandOf(lines);
    return middle.length === 0
      ? []
      : [
          { label: "", color, x, y: high, low },
          { label, color, x, y: middle, width: 2 },
        ];
  });
  return <LiveLine {...figure} height={height} series={series} />;
}
