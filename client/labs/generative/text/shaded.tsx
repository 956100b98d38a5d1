import { locale, t } from "../../../i18n/locale.ts";
import { formatPercent } from "../../../i18n/numbers.ts";
import { words } from "./words.ts";
import "./text.css";

interface ShadedTextProps {
  readonly label: string;
  readonly characters: readonly string[];
  /** Of each character, 0 to 1. */
  readonly probabilities: ArrayLike<number>;
  /** Given, and not shaded. */
  readonly before?: string;
  /** How many characters are seen; the others keep their place. All, where it is left out. */
  readonly shown?: number;
}

/** Shades: a character is as dark as it was improbable. */
const LEVELS = 8;

/** 0 for what was sure, LEVELS − 1 for what had a probability below 2^(1 − LEVELS). */
const levelOf = (p: number) => Math.min(LEVELS - 1, Math.max(0, Math.round(-Math.log2(Math.max(p, 1e-9)))));

/** A text whose characters are shaded by their bits; characters of one shade that follow each other are one mark. */
export function ShadedText({
  label,
  characters,
  probabilities,
  before = "",
  shown = characters.length,
}: ShadedTextProps) {
  const runs: { text: string; level: number; least: number; count: number }[] = [];
  for (const [i, character] of characters.slice(0, shown).entries()) {
    const [p, last] = [probabilities[i], runs.at(-1)];
    const level = levelOf(p);
    if (last?.level === level) {
      last.text += character;
      last.count++;
      last.least = Math.min(last.least, p);
    } else runs.push({ text: character, level, least: p, count: 1 });
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section class="text-shaded" data-lines tabIndex={0} aria-label={label}>
      {before !== "" && <span class="text-given">{before}</span>}
      {runs.map(({ text, level, least, count }, i) => (
        <span
          key={i}
          class={level > 0 ? "text-shade" : undefined}
          style={level > 0 ? { "--share": `${Math.round((100 * level) / (LEVELS - 1))}%` } : undefined}
          title={
            level > 0
              ? t(count > 1 ? words.atLeast : words.exactly, { value: formatPercent(least, locale.value) })
              : undefined
          }
        >
          {text}
        </span>
      ))}
      {shown < characters.length && (
        <span class="text-unwritten" aria-hidden="true">
          {characters.slice(shown).join("")}
        </span>
      )}
    </section>
  );
}

/** What the shades mean, from sure to unlikely: saved with what is shaded. */
export function ShadeKey() {
  return (
    <p class="text-key" data-lines>
      {[0, 1, 3, 5, 7].map((level) => (
        <span
          key={level}
          class={level > 0 ? "text-shade" : undefined}
          style={level > 0 ? { "--share": `${Math.round((100 * level) / (LEVELS - 1))}%` } : undefined}
        >
          {level === LEVELS - 1
            ? `≤ ${formatPercent(2 ** -level, locale.value)}`
            : formatPercent(2 ** -level, locale.value)}
        </span>
      ))}
      {t(words.shades)}
    </p>
  );
}

/** Bits at which a bar of the strip ends. */
const MOST_BITS = 8;

/** How much of a surprise each character was, one bar after the other. */
export function SurpriseStrip({ probabilities }: { readonly probabilities: ArrayLike<number> }) {
  const bits = Array.from(probabilities, (p) => Math.min(MOST_BITS, -Math.log2(Math.max(p, 1e-9))));
  const path = bits.map((height, i) => `M${i} ${MOST_BITS}v${(-height).toFixed(2)}h1V${MOST_BITS}z`).join("");
  return (
    <svg
      class="text-surprise"
      viewBox={`0 0 ${Math.max(1, bits.length)} ${MOST_BITS}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t(words.surprise, { most: MOST_BITS })}
    >
      <path d={path} fill="var(--series-4)" />
    </svg>
  );
}
