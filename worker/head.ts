/** What the head of a page says to programs that read it: that it is there to learn from, and how it is shown elsewhere. */
import type { LabEntry } from "../shared/labs/index.ts";
import { previewPath, previewSize } from "./preview/size.ts";

/** A page of a lab, as schema.org describes what people learn from. All of it was written by the project. */
export async function learningResource({ load }: Pick<LabEntry, "load">, url: string): Promise<string> {
  const { title, summary } = await load();
  return element(
    "script",
    { type: "application/ld+json" },
    {
      "@context": "https://schema.org",
      "@type": "LearningResource",
      name: [
        { "@language": "es", "@value": title.es },
        { "@language": "en", "@value": title.en },
      ],
      description: [
        { "@language": "es", "@value": summary.es },
        { "@language": "en", "@value": summary.en },
      ],
      url,
      inLanguage: ["es", "en"],
      learningResourceType: "interactive simulation",
      interactivityType: "active",
      isAccessibleForFree: true,
      provider: { "@type": "Organization", name: "Latente" },
    },
  );
}

/** Where a link that may be shown in a frame says how (oEmbed's discovery). */
export function oembedLink(origin: string, id: string): string {
  const href = `${origin}/api/oembed?url=${encodeURIComponent(`${origin}/x/${id}`)}`;
  return element("link", { rel: "alternate", type: "application/json+oembed", href, title: "Latente" });
}

/**
 * What programs show of a link where somebody writes its address: the lab's name and sentence, and a picture of the stored result where there is one. Of
 * what the publisher wrote there is nothing.
 */
export async function linkPreview(
  { load }: Pick<LabEntry, "load">,
  { origin, id, picture }: { readonly origin: string; readonly id: string; readonly picture: boolean },
): Promise<string> {
  const { title, summary } = await load();
  const image = `${origin}${previewPath(id)}`;
  const said: readonly (readonly [string, string])[] = [
    ["og:site_name", "Latente"],
    ["og:type", "website"],
    ["og:url", `${origin}/x/${id}`],
    ["og:title", `${title.es} · ${title.en}`],
    ["og:description", `${summary.es} · ${summary.en}`],
    ["og:locale", "es"],
    ["og:locale:alternate", "en"],
    ...(picture
      ? ([
          ["og:image", image],
          ["og:image:type", "image/png"],
          ["og:image:width", String(previewSize.width)],
          ["og:image:height", String(previewSize.height)],
          ["og:image:alt", `El resultado publicado, dibujado · The published result, drawn`],
        ] as const)
      : []),
  ];
  const named = [["twitter:card", picture ? "summary_large_image" : "summary"] as const];
  return [
    ...said.map(([property, content]) => element("meta", { property, content })),
    ...named.map(([name, content]) => element("meta", { name, content })),
  ].join("");
}

/** An element with data for content. No text ends it early: of what could, nothing is left as it is. */
function element(
  tag: "script" | "link" | "meta",
  attributes: Readonly<Record<string, string>>,
  content?: object,
): string {
  const said = Object.entries(attributes).map(
    ([name, value]) => ` ${name}="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`,
  );
  const open = `<${tag}${said.join("")}>`;
  return content === undefined ? open : `${open}${JSON.stringify(content).replaceAll("<", "\\u003c")}</${tag}>`;
}
