import type { DbnParams } from "../../../../shared/labs/partition/dbn/fields.ts";
import type { ViewProps } from "../../view.ts";
import { DreamsView } from "./dreams.tsx";
import { Filters } from "./filters.tsx";
import { GainView } from "./gain.tsx";
import { stackOf } from "./state.ts";
import { words } from "./words.ts";

/** To classify: the nets while they learn, and what the stack was worth; to dream: what the stack dreams. Both over what the layers look for. */
export function MainView(props: ViewProps<DbnParams>) {
  const Own = props.experiment.params.goal === "classify" ? GainView : DreamsView;
  const { length } = stackOf(props);
  return (
    <>
      <Own {...props} />
      {length > 0 && (
        <div class="part-pair">
          {Array.from({ length }, (_, layer) => (
            <Filters
              key={layer}
              {...props}
              title={words.filters}
              layer={layer}
              drawing="weights"
              most={20}
              height={150}
            />
          ))}
        </div>
      )}
    </>
  );
}
