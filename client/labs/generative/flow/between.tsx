import { useSignal } from "@preact/signals";
import { betweenQuestion, endsOf } from "../../../../shared/labs/generative/flow/questions.ts";
import { t } from "../../../i18n/locale.ts";
import type { PictureShape } from "../../../views/pixels.ts";
import { useLast } from "../../parts/last.ts";
import { lacksNet, newestWeights } from "../../parts/net-state.ts";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { words as points } from "../points/words.ts";
import { type FlowProps, useFlowAnswer, usePictureShape } from "./state.ts";
import { words } from "./words.ts";

/** Two held-out pictures, and what lies between them in the latent space. */
export function BetweenView(props: FlowProps) {
  const image = usePictureShape(props);
  const real = useLast(props.fold.output("samples")?.real, image && `${image.width} ${image.height} ${image.channels}`);
  if (!image) return <p class="part-caption">{t(points.noData)}</p>;
  if (!real) return <p class="part-caption">{t(nets.afterTraining)}</p>;
  return <Between {...props} image={image} real={real} />;
}

type BetweenProps = FlowProps & {
  readonly image: PictureShape;
  readonly real: NonNullable<ReturnType<FlowProps["fold"]["output"]>>[string];
};

function Between({ image, real, ...props }: BetweenProps) {
  const pair = useSignal(0);
  const isFixed = lacksNet(props);
  const { answer, missing } = useFlowAnswer(props, {
    key: String(pair.value),
    recordedAs: pair.value === 0 ? "between" : undefined,
    question: () =>
      betweenQuestion(props.experiment.params, newestWeights(props) ?? {}, endsOf(real, pair.value), {
        ...image,
        channels: image.channels ?? 1,
      }),
  });
  return (
    <>
      <div class="part-controls">
        <button type="button" data-act="pair" disabled={isFixed} onClick={() => pair.value++}>
          {t(words.otherPair)}
        </button>
        {isFixed && <span class="part-caption">{t(words.onePair)}</span>}
      </div>
      {missing ? (
        <NotKept />
      ) : answer ? (
        <PictureRows
          title={t(words.between)}
          note={t(words.betweenNote)}
          rows={answer.rows}
          rowName={(row) => t(words.stop, { index: row + 1 })}
          shape={image}
          range={[0, 1]}
          columns={answer.rows.shape[0]}
        />
      ) : (
        <p class="part-caption">{t(nets.notYet)}</p>
      )}
    </>
  );
}
