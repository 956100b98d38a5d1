/**
 * The name of this tab among the tabs of the browser. It survives a reload and goes with the tab; while the tab is open it holds a lock of that name, so
 * that a duplicate, which is born with the same name, takes another, and what closed tabs left can be told from what open ones are at.
 */
const place = "latente.tab";
const lockName = (id: string) => `latente.tab.${id}`;
/** Milliseconds that a page which is reloaded or closed may take to let go of its name. */
const patience = 500;

let own: Promise<string> | null = null;

/** The name that this tab had when its page was loaded: its own before a reload, or that of the tab it is a duplicate of. */
export const bornAs: string | null = recall();

export function ownTab(): Promise<string> {
  own ??= claim();
  return own;
}

/** Whether some tab, this one included, goes by that name. */
export async function isOpen(id: string): Promise<boolean> {
  const locks = globalThis.navigator?.locks;
  if (!locks) return false;
  return locks.request(lockName(id), { signal: AbortSignal.timeout(patience) }, () => false).catch(() => true);
}

async function claim(): Promise<string> {
  if (bornAs !== null && (await hold(bornAs))) return bornAs;
  const id = crypto.randomUUID();
  await hold(id);
  try {
    globalThis.sessionStorage?.setItem(place, id);
  } catch {
    // Denied: the name lasts as long as the page.
  }
  return id;
}

/** Holds the lock for as long as the page lives. False where another tab keeps it. */
function hold(id: string): Promise<boolean> {
  const locks = globalThis.navigator?.locks;
  if (!locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    const isMine = () => {
      resolve(true);
      return left(id);
    };
    locks.request(lockName(id), { signal: AbortSignal.timeout(patience) }, isMine).catch(() => resolve(false));
  });
}

/** Until the page is left. One with a lock would not be kept for the way back: it lets go, and takes its name again when it is back. */
function left(id: string): Promise<void> {
  return new Promise((resolve) => {
    const comeBack = (event: PageTransitionEvent) => {
      if (!event.persisted) return;
      globalThis.removeEventListener("pageshow", comeBack);
      void hold(id);
    };
    globalThis.addEventListener?.("pagehide", () => resolve(), { once: true });
    globalThis.addEventListener?.("pageshow", comeBack);
  });
}

function recall(): string | null {
  try {
    return globalThis.sessionStorage?.getItem(place) ?? null;
  } catch {
    return null;
  }
}
