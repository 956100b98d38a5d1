import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { labelsOf, pictureOf } from "../../../../../shared/labs/graphs/markov-field/picture/given.ts";
import { methodTitles } from "../../../../../shared/labs/graphs/markov-field/picture/metrics.ts";
import { methodsOf } from "../../../../../shared/labs/graphs/markov-field/picture/plan.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { counted, formatNumber, formatPercent, formatSeconds } from "../../../../i18n/numbers.ts";
import { Figure } from "../../../../views/figure.tsx";
import { Slider } from "../../../parts/slider.tsx";
import { OwnPictures } from "./own.tsx";
import { classesOver, greysOf, isSegmented, pixelsOf } from "./paint.ts";
import { PixelCanvas } from "./pixel-canvas.tsx";
import { PotentialsPanel } from "./potentials.tsx";
import { foundOf, looked, type PictureProps, paramsOf, pixelIn, type Shown, shownIn } from "./state.ts";
import { rounds, words } from "./words.ts";

/** All methods on one picture, live: one large, the others small beside their numbers. */
export function PicturesView(props: PictureProps) {
  const over = useSignal(0.7);
  const params = paramsOf(props);
  const found = foundOf(props);
  const drawn = useDrawn(props, over.value);
  if (!found)
    return (
      <>
        <p class="part-caption">{t(words.notYet)}</p>
        <OwnPictures {...props} />
      </>
    );
  const [height, width] = found.observed.shape;
  const chosen = shownIn(props);
  const all: readonly Shown[] = [...(props.data ? ["original" as const] : []), "observed", ...methodsOf(params)];
  // Of a method that has nothing yet, what it begins from.
  const seen = drawn(chosen) ? chosen : "observed";
  const large = drawn(seen);
  const pick = (pixel: number) => {
    looked.value = { shown: chosen, pixel };
  };
  return (
    <Figure title={t(words.pictures)} note={titleOf(seen)} columns={() => numbersOf(props)}>
      <div class="picture-main">
        <div>
          {large && (
            <PixelCanvas
              title={titleOf(seen)}
              pixels={large}
              {...{ width, height }}
              most={300}
              pixel={pixelIn(props)}
              onPick={pick}
            />
          )}
          {isSegmented(params) && (
            <Slider
              label={t(words.over)}
              max={10}
              value={Math.round(10 * over.value)}
              onMove={(at) => (over.value = at / 10)}
            />
          )}
          <ul class="picture-tiles" data-act="method">
            {all.map((name) => (
              <li key={name}>
                <Tile {...{ props, name, width, height }} pixels={drawn(name)} isChosen={name === chosen} />
              </li>
            ))}
          </ul>
          <p class="part-caption">{t(words.picturesNote)}</p>
          <OwnPictures {...props} />
        </div>
        <PotentialsPanel {...props} />
      </div>
    </Figure>
  );
}

const titleOf = (name: Shown) =>
  t(name === "original" ? words.original : name === "observed" ? words.observed : methodTitles[name]);

/** Pixels of what there is to show; what did not change since is not painted again. */
function useDrawn(props: PictureProps, over: number) {
  const { data, experiment } = props;
  const params = paramsOf(props);
  const found = foundOf(props);
  const original = useMemo(() => (data?.image ? pictureOf(data, params) : null), [data, experiment]);
  const painted = useMemo(() => new WeakMap<object, Uint8ClampedArray<ArrayBuffer>>(), [found, over]);
  return (name: Shown): Uint8ClampedArray<ArrayBuffer> | undefined => {
    if (!found) return undefined;
    const pixels = found.labels.values.length;
    const observed = () => cached(painted, found.observed, () => pixelsOf(values(found.observed), pixels));
    if (name === "observed") return observed();
    if (name === "original")
      return original
        ? cached(painted, original, () =>
            pixelsOf(
              Float32Array.from(original.values, (v) => v / 255),
              pixels,
            ),
          )
        : undefined;
    const now = props.fold.output(name) ?? props.fold.snapshot(name);
    if (!now?.labels) return undefined;
    const { labels, shown } = now;
    return cached(painted, labels, () => {
      if (shown) return pixelsOf(values(shown), pixels);
      if (isSegmented(params)) return classesOver(values(labels), observed(), over);
      return greysOf(values(labels), labelsOf(params) - 1);
    });
  };
}

const values = ({ values: numbers }: { readonly values: ArrayLike<number | bigint> }) => numbers as ArrayLike<number>;

function cached<V>(known: WeakMap<object, V>, of: object, make: () => V): V {
  const found = known.get(of) ?? make();
  known.set(of, found);
  return found;
}

interface TileProps {
  readonly props: PictureProps;
  readonly name: Shown;
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer> | undefined;
  readonly isChosen: boolean;
}

function Tile({ props, name, width, height, pixels, isChosen }: TileProps) {
  return (
    <button
      type="button"
      data-tells
      class="picture-tile"
      aria-pressed={isChosen}
      onClick={() => {
        looked.value = { shown: name, pixel: looked.peek().pixel };
      }}
    >
      {pixels ? (
        <PixelCanvas title={titleOf(name)} {...{ pixels, width, height }} most={90} />
      ) : (
        <span class="picture-tile-empty" style={{ aspectRatio: `${width} / ${height}` }} />
      )}
      <strong>{titleOf(name)}</strong>
      {linesOf(props, name).map((line) => (
        <span key={line}>{line}</span>
      ))}
    </button>
  );
}

/** What is said of a method under its picture. */
function linesOf({ fold, metrics }: PictureProps, name: Shown): readonly string[] {
  const number = (x: number, digits = 5) => formatNumber(x, locale.value, digits);
  const of = name === "observed" ? "alone" : name;
  const { [`psnr.${of}`]: psnr, [`accuracy.${of}`]: accuracy, [`energy.${of}`]: energy, [`gap.${of}`]: gap } = metrics;
  const seconds = secondsOf(fold, name);
  return [
    energy === undefined ? "" : t(words.energyIs, { energy: number(energy) }),
    gap === undefined ? "" : gap > 0 ? t(words.aboveLeast, { gap: number(gap, 3) }) : t(words.exact),
    psnr === undefined || (name === "observed" && accuracy !== undefined) ? "" : `${number(psnr, 3)} dB`,
    accuracy === undefined ? "" : t(words.right, { share: formatPercent(accuracy, locale.value) }),
    seconds === undefined ? "" : `${counted(rounds, fold.done(name))}, ${formatSeconds(seconds, locale.value)}`,
  ].filter((line) => line !== "");
}

function secondsOf(fold: PictureProps["fold"], name: string): number | undefined {
  const spent = fold.records(name, "milliseconds");
  if (!spent || spent.values.length === 0) return undefined;
  let sum = 0;
  for (const milliseconds of spent.values) sum += Number(milliseconds);
  return sum / 1000;
}

/** The numbers of all methods as a table. */
function numbersOf(props: PictureProps) {
  const names = methodsOf(paramsOf(props)).filter((name) => props.fold.done(name) > 0);
  const metric = (of: string) => names.map((name) => props.metrics[`${of}.${name}`] ?? Number.NaN);
  const some = (of: string, title: string) => {
    const column = metric(of);
    return column.some(Number.isFinite) ? [{ name: title, values: column }] : [];
  };
  return [
    { name: t(words.method), values: names.map((name) => t(methodTitles[name])) },
    ...some("energy", t(words.energy)),
    ...some("gap", t(words.gap)),
    ...some("psnr", t(words.psnr)),
    ...some("accuracy", t(words.accuracy)),
    { name: t(words.rounds), values: names.map((name) => props.fold.done(name)) },
    { name: `${t(words.time)} (s)`, values: names.map((name) => secondsOf(props.fold, name) ?? Number.NaN) },
  ];
}
