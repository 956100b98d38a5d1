/** Page side of the service worker: which labs run without a network, and whether a new version waits. */
import { signal } from "@preact/signals";
import { scriptPolicy } from "../trusted.ts";
import type { Answer, Question } from "./release.ts";

/** Labs that run without a network; null where the browser keeps none. */
export const offlineLabs = signal<readonly string[] | null>(null);
/** A new version of the page is ready, or has been taken by another tab. */
export const isUpdateReady = signal(false);

const address = "/sw.js";
/** Milliseconds between two looks for a new version in a page that stays open. */
const lookEvery = 3_600_000;
let registration: ServiceWorkerRegistration | null = null;

/** Registers the service worker when the page has nothing else to do. Without one (an old browser, a private window) the page works as before. */
export async function startOffline(): Promise<void> {
  const serviceWorker = serviceWorkers();
  if (!serviceWorker || isSaving()) return;
  try {
    const url = scriptPolicy([address]).createScriptURL(address);
    registration = await serviceWorker.register(url, { updateViaCache: "none" });
  } catch {
    return;
  }
  let isControlled = serviceWorker.controller !== null;
  serviceWorker.addEventListener("controllerchange", () => {
    // The first of all is no update.
    if (isControlled) isUpdateReady.value = true;
    isControlled = true;
  });
  // A browser that is told to allow none (a private window, a test) answers with nothing.
  if (!registration) return;
  watchForUpdates(registration);
  await ask({ ask: "labs" }).catch(() => {});
}

/** An open lab is kept without being asked to: who comes back without a network finds it. */
export function keepOpened(lab: string): void {
  if (!serviceWorkers() || isSaving()) return;
  ask({ ask: "keep", lab }).catch(() => {});
}

/** Rejects where it could not be fetched or there is no room. */
export async function keep(lab: string): Promise<void> {
  // The browser clears what nobody asked it to keep when it needs room.
  await navigator.storage?.persist?.().catch(() => false);
  await ask({ ask: "keep", lab });
}

export async function drop(lab: string): Promise<void> {
  await ask({ ask: "drop", lab });
}

/** Goes over to the new version. Resolves when the page is about to be loaded again; also reloads where no new version waits. */
export async function takeUpdate(): Promise<void> {
  await registration?.update().catch(() => {});
  const coming = registration?.installing;
  if (coming) await settled(coming);
  const { waiting } = registration ?? {};
  if (waiting) {
    const taken = new Promise((resolve) => {
      navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
      setTimeout(resolve, 3000);
    });
    waiting.postMessage({ ask: "take over" } satisfies Question);
    await taken;
  }
  location.reload();
}

/** Some browsers throw where they allow none. */
function serviceWorkers(): ServiceWorkerContainer | undefined {
  try {
    return navigator.serviceWorker;
  } catch {
    return undefined;
  }
}

/** Someone who asked for less traffic gets no copies that were not asked for. */
function isSaving(): boolean {
  const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}

function watchForUpdates(found: ServiceWorkerRegistration): void {
  const look = () => {
    if (found.waiting && navigator.serviceWorker.controller) isUpdateReady.value = true;
  };
  look();
  found.addEventListener("updatefound", () => {
    const { installing } = found;
    if (installing) void settled(installing).then(look);
  });
  let last = performance.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || performance.now() - last < lookEvery) return;
    last = performance.now();
    found.update().catch(() => {});
  });
}

/** When a new service worker is installed, or has failed to be. */
function settled(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (worker.state !== "installing") resolve();
    };
    worker.addEventListener("statechange", look);
    look();
  });
}

/** The answer of the service worker; its labs are known from then on. Rejects with what it could not do. */
async function ask(question: Question): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  if (!active) throw new Error("no service worker (reload the page)");
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<Answer>((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
  });
  active.postMessage(question, [port2]);
  const said = await answer;
  port1.close();
  if ("error" in said) throw new Error(said.error);
  offlineLabs.value = said.labs;
  // Another tab has taken the new version, or the reader has gone round the service worker.
  if (!isOwn(said.entry)) isUpdateReady.value = true;
}

/** Whether this page was loaded by that script. */
function isOwn(entry: string): boolean {
  const scripts = [...document.querySelectorAll<HTMLScriptElement>("script[type=module][src]")];
  return scripts.some(({ src }) => new URL(src).pathname === entry);
}
