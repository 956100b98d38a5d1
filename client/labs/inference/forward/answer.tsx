import { useMemo } from "preact/hooks";
import type { Stage } from "../../../../shared/labs/nets/chain/stages.ts";
import { answerOf, healthOf, outputOf } from "../../../../shared/labs/nets/chain/summary.ts";
import { type Trace, trace } from "../../../../shared/labs/nets/chain/trace.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { ClassBars } from "../../parts/class-bars.tsx";
import { words as nets } from "../../parts/net-words.ts";
import type { Known } from "../../parts/picture-net.tsx";
import { words as pictures } from "../../parts/picture-words.ts";
import { fullName, say } from "./state.ts";
import { words } from "./words.ts";

interface AnswerProps {
  readonly run: Trace;
  readonly names: readonly string[];
  readonly truth?: number | undefined;
}

/** What the net says of the sample, and whether it is right. */
export function Answer({ run, names, truth }: AnswerProps) {
  const { values } = outputOf(run);
  const answer = answerOf(values);
  const isShares = values.length > 1 && run.chain.layers.at(-1)?.name === "classes";
  const said =
    answer && t(words.says, { name: names[answer.index] ?? String(answer.index + 1), value: say(answer.value, 3) });
  const only = values.length === 1 && names.length < 2 ? t(words.saysNumber, { value: say(values[0]) }) : null;
  const judged =
    !answer || truth === undefined
      ? ""
      : answer.index === truth
        ? `, ${t(words.right)}`
        : `, ${t(words.wrong, { name: names[truth] })}`;
  return (
    <>
      <p class="forward-line" role="status">
        <b>{only ?? (said && `${said}${judged}`)}</b>
      </p>
      {isShares && answer && (
        <Figure
          title={t(pictures.classes)}
          note={t(pictures.classesNote)}
          columns={() => [
            { name: t(pictures.class), values: names },
            { name: t(nets.share), values },
          ]}
        >
          <ClassBars
            title={t(pictures.classes)}
            names={names}
            shares={values}
            truth={truth}
            truthLabel={t(pictures.truth)}
          />
        </Figure>
      )}
    </>
  );
}

/** Held-out pictures after which a unit that never answered counts as dead. */
const PICTURES = 50;
/** A net whose traces over them would make the page wait is not asked. */
const MOST_MACS = 200_000;

interface HealthProps {
  readonly run: Trace;
  readonly stages: readonly Stage[];
  readonly known?: Known;
}

/** What is wrong with the numbers: none that are no numbers pass unsaid, and units that never answer are counted. */
export function Health({ run, stages, known }: HealthProps) {
  const health = useMemo(() => healthOf(run), [run]);
  const dead = useMemo(() => (known ? deadUnits(run, known) : null), [run.weights, run.chain]);
  const broken = stages.find(({ layers }) => layers.some((l) => l >= health.firstBroken));
  return (
    <>
      {health.broken > 0 && (
        <p class="part-warning" role="alert">
          {t(words.broken, { count: say(health.broken), name: broken ? fullName(run, broken) : "" })}
        </p>
      )}
      {health.rectified > 0 && (
        <p class="part-caption">
          {t(words.dead, { zeros: say(health.zeros), count: say(health.rectified) })}{" "}
          {dead && dead.dead > 0 && t(words.alwaysDead, { ...dead })}
        </p>
      )}
    </>
  );
}

/** Of units of dense layers with a rectifier: those that give 0 for each of the first held-out pictures. Null where there are none, or too much to compute. */
function deadUnits({ chain, weights }: Trace, known: Known) {
  const rectified = chain.layers.flatMap((layer, l) =>
    l > 0 && layer.kind === "activation" && layer.activation === "relu" && chain.layers[l - 1].kind === "dense"
      ? [l]
      : [],
  );
  const macs = Object.values(weights).reduce((sum, { values }) => sum + values.length, 0);
  if (rectified.length === 0 || macs > MOST_MACS || chain.layers.some(({ kind }) => kind === "convolution"))
    return null;
  const pictures = Math.min(PICTURES, known.samples.test.length);
  const alive = rectified.map(() => new Set<number>());
  let count = 0;
  for (let n = 0; n < pictures; n++) {
    const { layers } = trace(chain, weights, known.heldOut(n));
    count = 0;
    for (const [i, l] of rectified.entries()) {
      const { values } = layers[l];
      count += values.length;
      for (const [u, value] of values.entries()) if (value !== 0) alive[i].add(u);
    }
  }
  return { count, pictures, dead: count - alive.reduce((sum, { size }) => sum + size, 0) };
}
