import { useMemo } from "preact/hooks";
import { placeOf } from "../../../../shared/labs/inference/forward/data.ts";
import { t } from "../../../i18n/locale.ts";
import { lacksNet } from "../../parts/net-state.ts";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import type { KnownProps } from "../../parts/picture-net.tsx";
import { Stopped } from "../../parts/stopped.tsx";
import { PictureColumn, usePictureSource } from "../picture-source.tsx";
import { Answer, Health } from "./answer.tsx";
import { Flow } from "./flow.tsx";
import { type ForwardProps, stagesOfRun, useChain, useRun } from "./state.ts";

/** A picture of the data, drawn, filmed or of the reader's own, on its way through the net that was trained. */
export function PicturePass(props: ForwardProps & KnownProps<ForwardProps["experiment"]["params"]>) {
  const { known, fold, experiment, propose } = props;
  const { params } = experiment;
  const from = usePictureSource(known, placeOf(params, known.samples));
  const chain = useChain(props);
  const run = useRun(props, chain, from.picture, from.key);
  const stages = useMemo(() => stagesOfRun(run), [run?.chain]);
  return (
    <div class="inference-main">
      <PictureColumn known={known} from={from}>
        {run && <Answer run={run} names={known.names} truth={from.truth} />}
      </PictureColumn>
      <section class="part-stack">
        <Stopped fold={fold} rate={params.learningRate ?? 0} propose={propose} />
        {run ? (
          <Flow run={run} stages={stages} outputs={known.names} />
        ) : lacksNet(props) ? (
          <NotKept />
        ) : (
          <p class="part-caption">{t(nets.notYet)}</p>
        )}
        {run && <Health run={run} stages={stages} known={known} />}
      </section>
    </div>
  );
}
