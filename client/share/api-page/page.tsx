import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useTitle } from "../../app/title.ts";
import { t } from "../../i18n/locale.ts";
import { explainEdge } from "../explain.ts";
import { Chooser } from "./chooser.tsx";
import { choose, chosen } from "./chosen.ts";
import { aboutOf, documentAddress, groups, type OpenApi, placesOf, readDocument } from "./document.ts";
import { OperationSection } from "./operation.tsx";
import { shapeId, shapeText } from "./shape.ts";
import { groupNames, words } from "./words.ts";
import "./api-page.css";

/** Every address of the edge, from its own description, and a place to try it. */
export function ApiPage() {
  useTitle(t(words.title));
  const document = useSignal<OpenApi | null>(null);
  const failed = useSignal<unknown>(undefined);
  const read = () => {
    failed.value = undefined;
    readDocument().then(
      (found) => {
        document.value = found;
      },
      (error) => {
        failed.value = error;
      },
    );
  };
  useEffect(() => {
    read();
    const link = new URLSearchParams(location.search).get("link");
    if (link) void choose(link);
    return () => {
      chosen.value = { kind: "none" };
    };
  }, []);
  useEffect(() => {
    // The browser looked for the address's operation before it was drawn.
    if (document.value && location.hash) window.document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [document.value]);
  return (
    <div class="api-page">
      <header class="api-head">
        <h1>{t(words.title)}</h1>
        {document.value && <p>{t(aboutOf(document.value.info))}</p>}
        <p>
          {/* A file of the edge, not a page: the router leaves links with a target alone. */}
          <a href={documentAddress} target="_blank" rel="noreferrer">
            {t(words.description)}
          </a>
        </p>
      </header>
      {failed.value !== undefined && (
        <div class="page-message" role="alert">
          <p>{t(words.lost)}</p>
          <p class="soft">{explainEdge(failed.value)}</p>
          <button type="button" onClick={read}>
            {t(words.again)}
          </button>
        </div>
      )}
      {document.value && <Contents document={document.value} />}
    </div>
  );
}

function Contents({ document }: { readonly document: OpenApi }) {
  return (
    <>
      <nav class="api-contents" aria-label={t(words.contents)}>
        {groups.map((group) => (
          <div key={group}>
            <h2>{t(groupNames[group])}</h2>
            <ul>
              {placesOf(document, group).map(({ method, path, operation: { operationId } }) => (
                <li key={operationId}>
                  <a href={`#${operationId}`}>
                    <b>{method}</b> <code>{path}</code>
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div class="api-body">
        <Chooser />
        {groups.map((group) => (
          <section key={group} class="api-group">
            <h2>{t(groupNames[group])}</h2>
            {placesOf(document, group).map((place) => (
              <OperationSection key={place.operation.operationId} place={place} document={document} />
            ))}
          </section>
        ))}
        <Shapes document={document} />
      </div>
    </>
  );
}

function Shapes({ document: { components } }: { readonly document: OpenApi }) {
  return (
    <section class="api-group" aria-labelledby="shapes">
      <h2 id="shapes">{t(words.shapes)}</h2>
      <p class="soft">{t(words.shapesAbout)}</p>
      <div class="api-shapes">
        {Object.entries(components.schemas).map(([name, shape]) => (
          <div key={name} id={shapeId(name)} class="api-shape" tabIndex={-1}>
            <h3>
              <code>{name}</code>
            </h3>
            {shape.description && <p class="soft small">{t(aboutOf(shape))}</p>}
            {/* A region that scrolls must be reachable by keyboard. */}
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
            <pre tabIndex={0}>{shapeText(shape)}</pre>
          </div>
        ))}
      </div>
    </section>
  );
}
