import { signal } from "@preact/signals";

/** What an address asks for. */
export type Route =
  | { readonly page: "home" }
  | { readonly page: "lab"; readonly lab: string; readonly preset: string | null; readonly link: string | null }
  /** A hash link without its lab in the path: the experiment says which lab. */
  | { readonly page: "link"; readonly link: string }
  | { readonly page: "published"; readonly id: string }
  | { readonly page: "open" }
  | { readonly page: "links" }
  | { readonly page: "unknown"; readonly path: string };

export function parseRoute({ pathname, search, hash }: { pathname: string; search: string; hash: string }): Route {
  const link = /^#v\d+\./.test(hash) ? hash : null;
  const [first, second, ...rest] = pathname.split("/").filter((part) => part !== "");
  if (first === undefined) return link ? { page: "link", link } : { page: "home" };
  if (rest.length === 0) {
    if (first === "lab" && second !== undefined) {
      return { page: "lab", lab: decode(second), preset: new URLSearchParams(search).get("preset"), link };
    }
    if (first === "x" && second !== undefined) return { page: "published", id: decode(second) };
    if (second === undefined && (first === "open" || first === "links")) return { page: first };
  }
  return { page: "unknown", path: pathname };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const here = () => parseRoute(globalThis.location ?? { pathname: "/", search: "", hash: "" });

export const route = signal<Route>(here());

/** Navigates to an address of the page without reloading it. */
export function navigate(address: string, how: "push" | "replace" = "push"): void {
  if (how === "push") history.pushState(null, "", address);
  else history.replaceState(null, "", address);
  route.value = here();
  if (how === "push" && !address.includes("#")) scrollTo(0, 0);
}

/** Follows back, forward and hash changes, and clicks on links to pages of the app. Returns a function that stops it. */
export function startRouter(): () => void {
  const follow = () => {
    route.value = here();
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
    if (anchor.pathname === location.pathname && anchor.hash && !anchor.hash.startsWith("#v")) return;
    event.preventDefault();
    navigate(anchor.pathname + anchor.search + anchor.hash);
  };
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);
  document.addEventListener("click", click);
  return () => {
    removeEventListener("popstate", follow);
    removeEventListener("hashchange", follow);
    document.removeEventListener("click", click);
  };
}

export function labAddress(lab: string, preset?: string): string {
  return preset === undefined
    ? `/lab/${encodeURIComponent(lab)}`
    : `/lab/${encodeURIComponent(lab)}?preset=${encodeURIComponent(preset)}`;
}
