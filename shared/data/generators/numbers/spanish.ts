/** Cardinal numbers in Spanish words (Real Academia Española, Ortografía 2010): one word up to thirty, with "y" between tens and units above. */
const SMALL = (
  "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve " +
  "veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
).split(" ");
const TENS = "- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(" ");
const HUNDREDS =
  "- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos".split(" ");

/** Of whole numbers 0…999,999. */
export function inSpanish(n: number): string {
  if (n < 1000) return belowThousand(n);
  const [thousands, rest] = [Math.floor(n / 1000), n % 1000];
  const lead = thousands === 1 ? "mil" : `${shortened(belowThousand(thousands))} mil`;
  return rest === 0 ? lead : `${lead} ${belowThousand(rest)}`;
}

/** "uno" loses its end before "mil". */
const shortened = (words: string) => words.replace(/veintiuno$/, "veintiún").replace(/uno$/, "un");

function belowThousand(n: number): string {
  if (n < 30) return SMALL[n];
  if (n < 100) return n % 10 === 0 ? TENS[n / 10] : `${TENS[Math.floor(n / 10)]} y ${SMALL[n % 10]}`;
  if (n === 100) return "cien";
  const lead = HUNDREDS[Math.floor(n / 100)];
  return n % 100 === 0 ? lead : `${lead} ${belowThousand(n % 100)}`;
}
