/** Parts of the page that are loaded when they are needed, over a network that may be gone. */

/** What Vite says of an import whose code or style could not be loaded. */
interface PreloadErrorEvent extends Event {
  readonly payload: Error;
}

/** Gives every such error the code of a sentence. The browser's own texts are raw English. */
export function watchParts(): void {
  addEventListener("vite:preloadError", (event) => {
    Object.assign((event as PreloadErrorEvent).payload, { code: partLost });
  });
}

export const partLost = "part-lost";

export const isPartLost = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === partLost;

/** Loads again what could not be loaded, its style sheets too: Vite would take a sheet that failed for one that is there. */
export async function loadAgain<T>(load: () => Promise<T>): Promise<T> {
  const sheets = [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")];
  await Promise.all(sheets.filter(({ sheet }) => sheet === null).map(replace));
  return load();
}

function replace(old: HTMLLinkElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const fresh = old.cloneNode() as HTMLLinkElement;
    fresh.addEventListener("load", () => resolve());
    fresh.addEventListener("error", () => reject(new Error(`no style sheet at ${fresh.href} (check the connection)`)));
    old.replaceWith(fresh);
  });
}

/** Whether the server answers. */
export async function isReachable(): Promise<boolean> {
  try {
    return (await fetch("/", { method: "HEAD", cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
