import { patchRows } from "../../../../shared/labs/representation/cnn/patches.ts";
import { receptiveFields } from "../../../../shared/labs/representation/cnn/receptive.ts";
import { t } from "../../../i18n/locale.ts";
import { ClassPictures, Level } from "../../parts/levels.tsx";
import { isOnlyRun, newestWeights } from "../../parts/net-state.ts";
import { LaterCaption, useKnown } from "../../parts/picture-net.tsx";
import { words as common } from "../../parts/picture-words.ts";
import { type CnnProps, net } from "./state.ts";
import { words } from "./words.ts";

const SHOWN = 8;

/** Edges → parts → objects: of each layer what its first units look for, as pictures found uphill and as patches of the data. */
export function LevelsView(props: CnnProps) {
  const { fold, experiment } = props;
  const known = useKnown(net, props);
  const made = fold.output("maximise");
  if (isOnlyRun(props)) return <p class="part-caption">{t(words.noFilters)}</p>;
  if (!known && (made || !props.data)) return <p class="part-caption">{t(common.noData)}</p>;
  if (!known || !made) return <LaterCaption {...props} />;
  const { channels, dense } = experiment.params;
  const weights = newestWeights(props)?.["layer0.weights"];
  const fields = receptiveFields(experiment.params, known.samples.size);
  const best = fold.output("evaluate");
  return (
    <div class="net-levels">
      {channels.map((filters, b) => {
        const maximised = made[`block${b}`];
        const { side } = fields[b];
        const stage = b === 0 ? "edges" : b === channels.length - 1 ? "wholes" : "parts";
        const count = Math.min(filters, SHOWN);
        const found = maximised.shape[1] === side ? best?.[`best${b}`] : undefined;
        return (
          <Level
            key={b}
            title={t(words.level, { index: b + 1, stage: t(words[stage]) })}
            note={t(words.sees, { side })}
            text={t(words[`${stage}Text`])}
            maximised={maximised}
            count={count}
            weights={b === 0 ? weights : undefined}
            patches={found && patchRows(known.samples, fields[b], found, count)}
          />
        );
      })}
      {dense.map((units, i) => (
        <Level
          key={`dense${i}`}
          title={t(common.denseLayer, { index: i + 1 })}
          note={t(words.seesAll)}
          text={t(words.denseText)}
          maximised={made[`dense${i}`]}
          count={Math.min(units, SHOWN)}
        />
      ))}
      <ClassPictures title={t(words.objects)} text={t(words.objectsText)} names={known.names} pictures={made.classes} />
    </div>
  );
}
