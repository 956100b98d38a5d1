import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { words } from "../i18n/app.ts";
import { locale, t } from "../i18n/locale.ts";
import { keepsNothing } from "../run/storage.ts";
import { useDropFile } from "./drop.tsx";
import { Header } from "./header.tsx";
import { lazy, nothing } from "./lazy.tsx";
import { Unknown } from "./message.tsx";
import { type Route, route, visits } from "./router.ts";
import { SkipLinks } from "./skip.tsx";
import { missing } from "./support.ts";
import { showNote, ToastErrors, ToastNotes } from "./toasts.tsx";
import { UpdateNotice } from "./update-notice.tsx";
import "./app.css";

/** A page that names all labs, and what is said of them. */
const withIndexes = async <Code,>(code: Promise<Code>): Promise<Code> => {
  const indexes = import("../labs/indexes.ts").then(({ loadIndexes }) => loadIndexes());
  return (await Promise.all([code, indexes]))[0];
};
const loadHome = async () => (await withIndexes(import("./home/home.tsx"))).Home;
// On its way before anything is drawn. Where it does not arrive, the page says so.
if (location.pathname === "/") loadHome().catch(() => {});
const Home = lazy(loadHome, nothing);
const LabPage = lazy(async () => (await import("./lab/page.tsx")).LabPage);
const LinkPage = lazy(async () => (await import("./open/link-page.tsx")).LinkPage);
const OpenPage = lazy(async () => (await import("./open/open-page.tsx")).OpenPage);
const OpenedLink = lazy<{ id: string }>(async () => (await import("../share/opened-link.tsx")).OpenedLink);
const EmbedPage = lazy<{ id: string }>(async () => (await import("../share/embed-page.tsx")).EmbedPage);
const ApiPage = lazy(async () => (await import("../share/api-page/page.tsx")).ApiPage);
const BitsPage = lazy(async () => (await withIndexes(import("./bits/page.tsx"))).BitsPage);
const GlossaryPage = lazy(async () => (await withIndexes(import("./glossary/page.tsx"))).GlossaryPage);
const MyLinks = lazy(async () => (await withIndexes(import("../share/my-links.tsx"))).MyLinks as ComponentType);

export function App() {
  const drop = useDropFile();
  useEffect(() => {
    document.documentElement.lang = locale.value;
  }, [locale.value]);
  const place = placeOf(route.value);
  // Before the page says its own title, which it cannot where its code does not arrive.
  useLayoutEffect(() => {
    document.title = t(words.name);
  }, [place]);
  useEffect(() => keepsNothing.subscribe((denied) => denied && showNote(words.storageDenied)), []);
  if (route.value.page === "embed") {
    return (
      <main id="main" class="page page-embed">
        <Page route={route.value} />
      </main>
    );
  }
  return (
    <>
      <SkipLinks />
      <Header />
      <ToastErrors>
        <UpdateNotice />
      </ToastErrors>
      <main id="main" tabIndex={-1} class={`page page-${route.value.page}`}>
        <Supported>
          <Page route={route.value} />
        </Supported>
      </main>
      {drop}
      <ToastNotes />
    </>
  );
}

/** Which page a route is; the same while only what it shows changes. */
function placeOf(asked: Route): string {
  const which = { lab: "", id: "", link: "", ...asked };
  return asked.page === "lab" ? `lab ${which.lab}` : `${asked.page} ${which.id}${which.link}`;
}

function Page({ route: asked }: { readonly route: Route }) {
  switch (asked.page) {
    case "home":
      return <Home />;
    case "lab":
      return <LabPage key={`${asked.lab} ${visits.value}`} lab={asked.lab} preset={asked.preset} link={asked.link} />;
    case "link":
      return <LinkPage key={asked.link} link={asked.link} />;
    case "published":
      return <OpenedLink key={`${asked.id} ${visits.value}`} id={asked.id} />;
    case "embed":
      return <EmbedPage id={asked.id} />;
    case "open":
      return <OpenPage />;
    case "links":
      return <MyLinks />;
    case "glossary":
      return <GlossaryPage />;
    case "api":
      return <ApiPage />;
    case "bits":
      return <BitsPage />;
    case "unknown":
      return <Unknown title={t(words.notFound)} about={t(words.notFoundAbout, { path: asked.path })} />;
    default:
      return asked satisfies never;
  }
}

const lacks = missing();

/** Tells the reader when the browser lacks what runs need; recorded results can still be viewed. */
function Supported({ children }: { readonly children: preact.ComponentChildren }) {
  const anyway = useSignal(lacks.length === 0);
  if (anyway.value) return <>{children}</>;
  return (
    <div class="page-message" role="alert">
      <h1>{t(words.lacks)}</h1>
      <ul class="lacks">
        {lacks.map((lack) => (
          <li key={lack.en}>{t(lack)}</li>
        ))}
      </ul>
      <p>{t(words.lacksCure)}</p>
      <button
        type="button"
        onClick={() => {
          anyway.value = true;
        }}
      >
        {t(words.lacksAnyway)}
      </button>
    </div>
  );
}
