import { batch, signal } from "@preact/signals";
import { askedStep } from "./addresses.ts";

/** What an address asks for. */
export type Route =
  | { readonly page: "home" }
  | { readonly page: "lab"; readonly lab: string; readonly preset: string | null; readonly link: string | null }
  /** A hash link without its lab in the path: the experiment says which lab. */
  | { readonly page: "link"; readonly link: string }
  | { readonly page: "published"; readonly id: string }
  /** The same in a frame of another page. */
  | { readonly page: "embed"; readonly id: string }
  | { readonly page: "open" }
  | { readonly page: "links" }
  | { readonly page: "glossary" }
  | { readonly page: "api" }
  | { readonly page: "bits" }
  | { readonly page: "unknown"; readonly path: string };

export function parseRoute({ pathname, search, hash }: { pathname: string; search: string; hash: string }): Route {
  const link = /^#v\d+\./.test(hash) ? hash : null;
  const [first, second, ...rest] = pathname.split("/").filter((part) => part !== "");
  if (first === undefined) return link ? { page: "link", link } : { page: "home" };
  if (first === "embed" && second === "x" && rest.length === 1) return { page: "embed", id: decode(rest[0]) };
  if (rest.length === 0) {
    if (first === "lab" && second !== undefined) {
      return { page: "lab", lab: decode(second), preset: new URLSearchParams(search).get("preset"), link };
    }
    if (first === "x" && second !== undefined) return { page: "published", id: decode(second) };
    if (second === undefined && isPlain(first)) return { page: first };
  }
  return { page: "unknown", path: pathname };
}

const plainPages = ["open", "links", "glossary", "api", "bits"] as const;
const isPlain = (name: string): name is (typeof plainPages)[number] => plainPages.some((page) => page === name);

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const here = () => parseRoute(globalThis.location ?? { pathname: "/", search: "", hash: "" });

export const route = signal<Route>(here());

/** Grows with every navigation. A page that writes its own address (a desk) is opened anew by one to the address that it was opened at. */
export const visits = signal(0);

/** What takes a step through the browser's history before the router does: a desk, whose entries are experiments. It says whether it did. */
export const stepTaker: { current: ((state: unknown) => boolean) | null } = { current: null };

function follow(): void {
  batch(() => {
    visits.value++;
    route.value = here();
  });
}

/** Navigates to an address of the page without reloading it. */
export function navigate(address: string, how: "push" | "replace" = "push"): void {
  if (how === "push") history.pushState(null, "", address);
  else history.replaceState(null, "", address);
  follow();
  if (how === "push" && isFromTop(address)) scrollTo(0, 0);
}

/** A step of a lesson is looked for from the top of its page. */
function isFromTop(address: string): boolean {
  const hash = address.indexOf("#");
  return hash < 0 || askedStep(address.slice(hash)) !== null;
}

/** A change of what the page shows of itself, as a step of the browser's history: the reader stays where they are. */
export function showAt(address: string): void {
  history.pushState(null, "", address);
  follow();
}

/** Follows back, forward and hash changes, and clicks on links to pages of the app. Returns a function that stops it. */
export function startRouter(): () => void {
  // A change of the hash is a step too.
  const step = (event: PopStateEvent) => {
    if (!stepTaker.current?.(event.state)) follow();
  };
  const click = (event: MouseEvent) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const anchor = event.target instanceof Element ? event.target.closest("a") : null;
    if (!anchor || anchor.target || anchor.hasAttribute("download") || anchor.origin !== location.origin) return;
    // A hash within the page is the browser's business; `/x/…` and the like come from the server when they are opened from outside.
    if (anchor.pathname === location.pathname && anchor.hash && !anchor.hash.startsWith("#v")) {
      // A desk's address may be an experiment: it stays.
      if (stepTaker.current) goWithin(event, anchor.hash.slice(1));
      return;
    }
    event.preventDefault();
    navigate(anchor.pathname + anchor.search + anchor.hash);
  };
  addEventListener("popstate", step);
  document.addEventListener("click", click);
  return () => {
    removeEventListener("popstate", step);
    document.removeEventListener("click", click);
  };
}

function goWithin(event: Event, id: string): void {
  const place = document.getElementById(id);
  if (!place) return;
  event.preventDefault();
  place.focus();
  place.scrollIntoView();
}
