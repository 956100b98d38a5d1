import { PlaneView } from "./plane-view.tsx";
import { SeriesView } from "./series-view.tsx";
import { SoundView } from "./sound-view.tsx";
import { isOnPlane, type Props, useSeries } from "./state.ts";

/** Hz. Below it browsers play nothing: slower signals are drawn. */
const LOWEST_SOUND = 3000;

/** What the data are decides how they are shown: as sound, on a plane, or over time. */
export function MainView(props: Props) {
  const series = useSeries(props.data);
  if (series && (series.rate ?? 0) >= LOWEST_SOUND) return <SoundView {...props} />;
  if (series && isOnPlane(props.experiment.params, series)) return <PlaneView {...props} />;
  return <SeriesView {...props} />;
}
