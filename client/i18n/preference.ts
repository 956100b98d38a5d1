/** Small choices of the reader (language, theme, expert switch) in localStorage; where storage is denied they last as long as the page. */
const memory = new Map<string, string>();

export function recall(name: string): string | null {
  try {
    return globalThis.localStorage?.getItem(`latente.${name}`) ?? memory.get(name) ?? null;
  } catch {
    return memory.get(name) ?? null;
  }
}

export function remember(name: string, value: string): void {
  memory.set(name, value);
  try {
    globalThis.localStorage?.setItem(`latente.${name}`, value);
  } catch {
    // Denied or full: the choice lives in `memory`.
  }
}
