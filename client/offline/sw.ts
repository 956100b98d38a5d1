/**
 * The service worker: answers with the page's own build from the cache, and asks the network only for what is not in it, and whether a published
 * link is still there. A new build waits until the reader takes it, so that a page never meets files of another one.
 */
import { linkAnswer, ranged, sourceOf } from "./answers.ts";
import { type Browser, dropLab, install, keepLab, keptDocument, keptFile, keptLabs, sweep } from "./keep.ts";
import type { Answer, Question, Release } from "./release.ts";

/** Put in by the build. */
declare const __RELEASE__: Release;
const scope = globalThis as unknown as ServiceWorkerGlobalScope;
const release = __RELEASE__;
const { origin } = scope.location;
const browser: Browser = { caches: scope.caches, fetch: (request) => scope.fetch(request), origin };

scope.addEventListener("install", (event) => event.waitUntil(install(browser, release)));
scope.addEventListener("activate", (event) => event.waitUntil(takeOver()));
scope.addEventListener("fetch", (event) => {
  const source = sourceOf(event.request, origin);
  if (source === "document") event.respondWith(documentFor(event.request));
  else if (source === "link") event.respondWith(linkFor(event.request));
  else if (source === "file") event.respondWith(fileFor(event.request));
});
scope.addEventListener("message", (event) => {
  const work = answer(event.data as Question).catch((error): Answer => ({ error: String(error) }));
  event.waitUntil(work.then((said) => event.ports[0]?.postMessage(said)));
});

/** Pages that have no service worker yet are answered from now on; those of the build before may still be open. */
async function takeOver(): Promise<void> {
  const pages = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  await sweep(browser, release, pages.length > 1);
  await scope.clients.claim();
}

async function documentFor(request: Request): Promise<Response> {
  return (await keptDocument(browser, release)) ?? scope.fetch(request);
}

function linkFor(request: Request): Promise<Response> {
  return linkAnswer(
    () => scope.fetch(request),
    () => keptDocument(browser, release),
  );
}

async function fileFor(request: Request): Promise<Response> {
  const kept = await keptFile(browser, release, request.url);
  return kept ? ranged(kept, request.headers.get("Range")) : scope.fetch(request);
}

async function answer(question: Question): Promise<Answer> {
  switch (question.ask) {
    case "keep":
      await keepLab(browser, release, question.lab);
      break;
    case "drop":
      await dropLab(browser, release, question.lab);
      break;
    case "take over":
      await scope.skipWaiting();
      break;
    case "labs":
      break;
    default:
      question satisfies never;
  }
  return { labs: await keptLabs(browser, release), entry: release.entry };
}
