import { drawsOf, type McmcProps } from "./draws.ts";
import { ownTarget, paneAround } from "./own-pane.ts";
import { PairsView } from "./pairs.tsx";
import { PaneView } from "./plane.tsx";

/** Points of the grid along each axis: a text may take long to compute. */
const CELLS = 120;

/** A density of one's own: in the plane where it has two coordinates, as pairs of parameters where it has more. */
export function OwnView(props: McmcProps) {
  const { params } = props.experiment;
  const target = ownTarget(params, props.data);
  if (target === null) return <PairsView {...props} />;
  const draws = drawsOf(props);
  return <PaneView props={props} draws={draws} pane={paneAround(target, draws)} cells={CELLS} />;
}
