/** Cardinal numbers in English words, with hyphens from twenty-one to ninety-nine and without "and", as in the United States. */
const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** Of whole numbers 0…999,999. */
export function inEnglish(n: number): string {
  if (n < 1000) return belowThousand(n);
  const lead = `${belowThousand(Math.floor(n / 1000))} thousand`;
  return n % 1000 === 0 ? lead : `${lead} ${belowThousand(n % 1000)}`;
}

function belowThousand(n: number): string {
  if (n < 20) return SMALL[n];
  if (n < 100) return n % 10 === 0 ? TENS[n / 10] : `${TENS[Math.floor(n / 10)]}-${SMALL[n % 10]}`;
  const lead = `${SMALL[Math.floor(n / 100)]} hundred`;
  return n % 100 === 0 ? lead : `${lead} ${belowThousand(n % 100)}`;
}
