import { lazy } from "../../../../app/lazy.tsx";
import type { LearningProps } from "./props.ts";

const EmView = lazy(async () => (await import("./em.tsx")).EmView);
const CurveView = lazy(async () => (await import("./curve.tsx")).CurveView);
const ClimbView = lazy(async () => (await import("./climb.tsx")).ClimbView);
const CutsView = lazy(async () => (await import("./cuts.tsx")).CutsView);

/** How learning went: EM's likelihood, the climbs, or the tests of PC; and what more rows would bring. */
export function ProgressView(props: LearningProps) {
  const { task, estimate, search } = props.experiment.params;
  return (
    <>
      {task === "tables" && estimate === "em" && <EmView {...props} />}
      {task === "structure" && search === "climb" && <ClimbView {...props} />}
      {task === "structure" && search === "pc" && <CutsView {...props} />}
      <CurveView {...props} />
    </>
  );
}
