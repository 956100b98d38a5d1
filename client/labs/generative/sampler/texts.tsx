import { useMemo } from "preact/hooks";
import type { GalleryCard } from "../../../../shared/gallery/card.ts";
import type { Samples } from "../../../../shared/gallery/samples.ts";
import { linesOf } from "../../../../shared/labs/generative/text/kinds/lines.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { FilmControls, useFilm } from "../../parts/film.tsx";
import type { ViewProps } from "../../view.ts";
import { MelodiesFigure } from "../text/melodies.tsx";
import { MoleculesFigure } from "../text/molecules.tsx";
import { ShadedText, ShadeKey } from "../text/shaded.tsx";
import { words } from "./words.ts";

type Texts = Extract<Samples, { readonly kind: "texts" }>;

interface TextsProps {
  readonly card: GalleryCard;
  readonly samples: Texts;
  /** What each begins with that was given. */
  readonly prefix: string;
}

/** Frames of the film of all texts at most, and characters that all of its frames draw together at most. */
const [MOST_FRAMES, MOST_DRAWN] = [200, 200_000];

/** Texts as they are written, all at once, character by character; each character shaded by what the model gave it. */
function TextsPicture({ card, samples, prefix }: TextsProps) {
  const texts = useMemo(() => samples.texts.map((text) => Array.from(text.slice(prefix.length))), [samples, prefix]);
  const length = texts.reduce((most, { length }) => Math.max(most, length), 0);
  const all = texts.reduce((sum, { length }) => sum + length, 0);
  const frames = Math.max(1, Math.min(length, MOST_FRAMES, Math.floor(MOST_DRAWN / Math.max(1, all))));
  // What was kept has been written before.
  const film = useFilm(frames, { milliseconds: 16, once: samples.probabilities ? samples : null });
  const shown = samples.probabilities ? Math.ceil((length * (film.frame + 1)) / frames) : length;
  return (
    <div class="part-stack">
      {samples.probabilities && (
        <FilmControls
          film={film}
          label={t(words.writtenSoFar)}
          now={t(words.characters, { count: formatInteger(shown, locale.value) })}
          longest={t(words.characters, { count: formatInteger(length, locale.value) })}
        />
      )}
      <ol class="sampler-texts" lang={languageOf(card)}>
        {texts.map((characters, i) => (
          <li key={i}>
            <ShadedText
              label={t(words.pictureOf, { number: i + 1 })}
              before={prefix}
              characters={characters}
              probabilities={samples.probabilities?.[i] ?? characters.map(() => 1)}
              shown={shown}
            />
          </li>
        ))}
      </ol>
      {samples.probabilities && <ShadeKey />}
    </div>
  );
}

/** That of the texts that were learnt; undefined where they are in none. */
function languageOf({ experiment: { data } }: GalleryCard): string | undefined {
  const language = data && "generator" in data ? data.params.language : undefined;
  return typeof language === "string" ? language : undefined;
}

export interface WrittenProps extends TextsProps {
  readonly ask: ViewProps["ask"];
}

/** What a model wrote: what it means, and its texts. */
export const Written = (props: WrittenProps) => (
  <>
    <Meaning {...props} />
    <TextsPicture {...props} />
  </>
);

/** What texts mean that are no prose: melodies to be heard, molecules to be seen. */
function Meaning({ card, samples, ask }: WrittenProps) {
  const lines = useMemo(() => samples.texts.flatMap(linesOf), [samples]);
  const of = card.gives.kind === "text" ? card.gives.of : "letters";
  switch (of) {
    case "letters":
      return null;
    case "melody":
      return <MelodiesFigure lines={lines} ask={ask} />;
    case "molecules":
      return <MoleculesFigure lines={lines} />;
    default:
      return of satisfies never;
  }
}
