/** Up to three of these names that are most like a word, as cures for a misspelt one: by letters to add, remove, change or swap, whatever their case. */
export function nearestNames(word: string, names: readonly string[]): readonly string[] {
  const wanted = word.toLowerCase();
  return names
    .map((name, place) => ({ name, place, distance: distance(wanted, name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance || a.place - b.place)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** The least number of such steps (optimal string alignment). */
function distance(a: string, b: string): number {
  let [before, last]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = last[j - 1] + Number(a[i - 1] !== b[j - 1]);
      row[j] = Math.min(changed, last[j] + 1, row[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length];
}
