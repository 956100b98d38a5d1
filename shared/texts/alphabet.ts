/**
 * Texts as numbers. A text is brought to Unicode's normal form C, its line ends to "\n"; its characters are code points. The most frequent ones are signs of the alphabet,
 * all others are one sign: the first, `RARE`.
 */

/** U+FFFD, the replacement character: what every character stands under that the alphabet does not have. */
export const RARE = "\ufffd";

/** Signs of an alphabet, RARE among them: a byte each. */
export const MOST_SIGNS = 256;

/** What no alphabet of a published model holds: control characters (tab and line end apart), marks of direction, separators, marks of byte order and annotation, half characters. */
const unfit = /(?![\t\n])[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029\uFEFF\uFFF9-\uFFFB]/u;

export interface Alphabet {
  /** What 0, 1, … stand for: RARE first, then by code point. */
  readonly signs: readonly string[];
  /** The number of a character: 0 for one that is no sign. */
  of(character: string): number;
}

/** The text whose characters are counted and learnt: NFC, line ends "\n", no lone surrogates. */
export function normalised(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, RARE)
    .replace(/\r\n?/g, "\n")
    .normalize("NFC");
}

/** Texts one after the other, normalised, each ended by a line end. */
export function joinedTexts(texts: readonly string[]): string {
  return texts.map((text) => `${normalised(text)}\n`).join("");
}

/** Characters of these texts joined: code points, a pair of surrogates being one. */
export function lengthOfJoined(texts: readonly string[]): number {
  let length = 0;
  for (const text of texts) {
    const whole = normalised(text);
    length += whole.length + 1;
    for (let i = 0; i < whole.length; i++) if ((whole.charCodeAt(i) & 0xfc00) === LOW_SURROGATE) length--;
  }
  return length;
}

/** Of the second half of a character beyond the basic plane, the upper six bits. */
const LOW_SURROGATE = 0xdc00;

/** The alphabet of a normalised text: RARE and its `most` − 1 most frequent characters; of equally frequent ones those of lower code points. Throws a RangeError. */
export function alphabetOf(text: string, most: number = MOST_SIGNS): Alphabet {
  if (!(Number.isInteger(most) && most >= 2 && most <= MOST_SIGNS))
    throw new RangeError(`invalid number of signs: ${most} (must be 2 to ${MOST_SIGNS})`);
  const counts = new Map<string, number>();
  for (const character of text) if (character !== RARE) counts.set(character, (counts.get(character) ?? 0) + 1);
  const frequent = [...counts].sort(([a, m], [b, n]) => n - m || codeOf(a) - codeOf(b)).slice(0, most - 1);
  return alphabetOfSigns([RARE, ...frequent.map(([character]) => character).sort((a, b) => codeOf(a) - codeOf(b))]);
}

/** The alphabet of these signs, as it was told: RARE first. */
export function alphabetOfSigns(signs: readonly string[]): Alphabet {
  const places = new Map(signs.map((sign, i) => [sign, i]));
  return { signs, of: (character) => places.get(character) ?? 0 };
}

/** How often each character of these texts joined occurs, those that are RARE already left out: the most frequent first. A line end behind each text is one of them. */
export function countsOf(texts: readonly string[]): Uint32Array {
  const counts = new Uint32Array(CODE_POINTS);
  for (const text of texts) {
    const whole = normalised(text);
    for (let i = 0; i < whole.length; i++) {
      const code = whole.codePointAt(i) ?? 0;
      if (code > 0xffff) i++;
      counts[code]++;
    }
    counts[codeOf("\n")]++;
  }
  counts[codeOf(RARE)] = 0;
  return counts
    .filter((count) => count > 0)
    .sort()
    .reverse();
}

const CODE_POINTS = 0x110000;

const codeOf = (character: string) => character.codePointAt(0) ?? 0;

/** The first sign that strangers should not be shown; undefined for none. */
export function unfitSign(signs: readonly string[]): string | undefined {
  return signs.find((sign) => unfit.test(sign));
}

/** Whether these are the signs of an alphabet, in its order: RARE, then by code point, one code point each, at least two and none of them unfit. */
export function areSigns(signs: readonly string[]): boolean {
  const [first, ...others] = signs;
  return (
    first === RARE &&
    others.length >= 1 &&
    signs.length <= MOST_SIGNS &&
    others.every((sign, i) => sign !== RARE && (i === 0 || codeOf(others[i - 1]) < codeOf(sign))) &&
    unfitSign(others) === undefined
  );
}

/** The code points of the signs: how an alphabet is kept among arrays. */
export function codePointsOf({ signs }: Alphabet): Int32Array {
  return Int32Array.from(signs, codeOf);
}

/** The alphabet of these code points. */
export function alphabetOfCodePoints(codePoints: ArrayLike<number>): Alphabet {
  return alphabetOfSigns(Array.from(codePoints, (code) => String.fromCodePoint(code)));
}

/** Numbers of the characters of a normalised text. */
export function encoded(text: string, { of }: Alphabet): Uint8Array {
  const codes = new Uint8Array(text.length);
  let count = 0;
  for (const character of text) codes[count++] = of(character);
  return codes.slice(0, count);
}

/** The characters of these numbers, one after the other. */
export function decoded(codes: Iterable<number>, { signs }: Alphabet): string {
  return Array.from(codes, (code) => signs[code]).join("");
}
