import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { encodeLink } from "../../../../shared/experiment/link.ts";
import type { GalleryCard } from "../../../../shared/gallery/card.ts";
import { labAddress } from "../../../app/addresses.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatBytes, formatInteger, formatSeconds } from "../../../i18n/numbers.ts";
import { labIndexes, loadIndexes } from "../../indexes.ts";
import { nowOf, type SamplerProps } from "./state.ts";
import { words } from "./words.ts";

/** Hexadecimal digits of a digest that are shown. */
const SHOWN = 16;

const units = {
  decoder: words.ofPass,
  rbm: words.ofSweep,
  diffusion: words.ofStep,
  text: words.ofCharacter,
} as const satisfies Record<GalleryCard["kind"], unknown>;

/** What there is to know of the model, and the door to the lab that trained it. */
export function CardView(props: SamplerProps) {
  const { card } = nowOf(props);
  const address = useTraining(card);
  const lab = useTitle(card.experiment.lab);
  const rows = [
    [words.data, t(card.data)],
    [words.cannot, t(card.cannot)],
    [words.licence, t(words.licenceOf, { licence: card.licence })],
    [
      words.size,
      t(words.sizeOf, {
        bytes: formatBytes(card.bytes, locale.value),
        parameters: formatInteger(card.parameters, locale.value),
      }),
    ],
    [words.work, t(words.workOf, { count: formatInteger(card.multiplyAdds, locale.value), unit: t(units[card.kind]) })],
    [words.trained, t(words.trainedBy, { lab, digest: card.digest.slice(0, SHOWN) })],
    [words.effort, t(words.effortOf, { seconds: formatSeconds(card.seconds, locale.value) })],
    [words.file, `SHA-256 ${card.sha256.slice(0, SHOWN)}…`],
  ] as const;
  return (
    <section class="sampler-about" aria-label={t(words.card)}>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name.en}>
            <dt>{t(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        <a class="button primary" data-act="train" href={address}>
          {t(words.train)}
        </a>
      </p>
      <p class="part-caption">{t(words.trainHelp)}</p>
    </section>
  );
}

/** What a lab is called; its id until the list of labs is there, which the page of a lab does not need otherwise. */
function useTitle(lab: string): string {
  const isThere = useSignal(labIndexes.length > 0);
  useEffect(() => {
    loadIndexes().then(
      () => {
        isThere.value = true;
      },
      () => {},
    );
  }, [isThere]);
  const found = isThere.value ? labIndexes.find(({ id }) => id === lab) : undefined;
  return found ? t(found.title) : lab;
}

/** Where the lab opens with the experiment that trained the model. */
function useTraining({ experiment }: GalleryCard): string {
  const link = useSignal("");
  useEffect(() => {
    let here = true;
    void encodeLink(experiment).then((found) => {
      if (here) link.value = found;
    });
    return () => {
      here = false;
    };
  }, [experiment, link]);
  return labAddress(experiment.lab) + link.value;
}
