import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { peakOf } from "../../../../shared/labs/autoencoders/denoising/data.ts";
import { denoisingFields } from "../../../../shared/labs/autoencoders/denoising/fields.ts";
import { psnrOf } from "../../../../shared/labs/autoencoders/denoising/psnr.ts";
import { heldOutRow, unitsOf } from "../../../../shared/labs/autoencoders/held-out.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { ByHand, useHand } from "../../parts/by-hand.tsx";
import { OwnPicture } from "../../parts/own-picture.tsx";
import { Select } from "../../parts/select.tsx";
import { Slider } from "../../parts/slider.tsx";
import { withNet } from "../with-net.tsx";
import { type DenoisingProps, useCleaning } from "./state.ts";
import { words } from "./words.ts";

const kinds = denoisingFields.noise.options;

/** A picture drawn or brought, spoiled as much as one likes, and what the net makes of it. */
export const SpoilView = withNet((props: DenoisingProps) => {
  const { data } = props;
  const image = data?.image;
  if (!data || image?.channels !== 1 || image.height === 1) return <p class="part-caption">{t(words.noPictures)}</p>;
  return <Spoil key={`${image.width} ${image.height}`} {...props} data={data} />;
});

function Spoil(props: DenoisingProps & { readonly data: Table }) {
  const { data, experiment } = props;
  const { params } = experiment;
  const hand = useHand(data, (index) => heldOutRow(data, params, index), unitsOf(data, params));
  const kind = useSignal<number>(kinds.findIndex(({ value }) => value === params.noise));
  const strength = useSignal(params.sigma ?? params.rate ?? 0.4);
  const draw = useSignal(1);
  const noise = kinds[kind.value].value;
  const { values } = hand.rows;
  const asked = { noise, sigma: strength.value, rate: Math.min(0.95, strength.value), draw: draw.value };
  const { answer } = useCleaning(props, "clean", hand.rows, asked, hand.key);
  const peak = useMemo(() => peakOf(params, data), [params, data]);
  const most = noise === "gaussian" ? Math.max(1, params.sigma ?? 1) : 0.95;
  const answers = [
    { title: t(words.spoiled), rows: answer?.spoiled },
    { title: t(words.clean), rows: answer?.rows },
  ].map((one) => ({ ...one, note: one.rows ? t(words.decibels, { value: decibels(peak, values, one.rows) }) : "" }));
  return (
    <>
      <div class="part-controls">
        <Select
          act="noise"
          label={t(denoisingFields.noise.label)}
          names={kinds.map(({ label }) => t(label))}
          value={kind.value}
          onChoose={(i) => (kind.value = i)}
        />
        <Slider
          label={t(noise === "gaussian" ? words.sigma : words.rate)}
          act="strength"
          max={most}
          step={0.01}
          value={Math.min(most, strength.value)}
          said={formatNumber(Math.min(most, strength.value), locale.value, 3)}
          onMove={(value) => (strength.value = value)}
        />
        <button type="button" onClick={() => draw.value++}>
          {t(words.otherNoise)}
        </button>
        <OwnPicture
          channels={1}
          least={1}
          size={hand.picture.value}
          onPicture={(picture) => hand.set({ ...hand.picture.value, values: picture.values })}
        />
      </div>
      <ByHand title={t(words.yourPicture)} hand={hand} answers={answers} />
      <p class="part-caption">{t(words.spoilNote)}</p>
    </>
  );
}

function decibels(peak: number, original: ArrayLike<number>, { values }: NDArray): string {
  let error = 0;
  for (let i = 0; i < values.length; i++) error += (values[i] - original[i]) ** 2 / values.length;
  return error > 0 ? formatNumber(psnrOf(peak, error), locale.value, 3) : "∞";
}
