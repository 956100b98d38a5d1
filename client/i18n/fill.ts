/**
 * The text with `{name}` replaced by the given values. `{name:one|more}` is what agrees with the number `name`: its first form with 1, its second with any
 * other ("{rows} {rows:row is|rows are} left"); the languages here have no more forms than these.
 */
export function fill(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  return text.replace(/\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g, (whole, name: string, one?: string, more?: string) => {
    if (!(name in values)) return whole;
    const value = String(values[name]);
    return one === undefined || more === undefined ? value : value === "1" ? one : more;
  });
}
