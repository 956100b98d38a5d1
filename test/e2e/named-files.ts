/** The files that the document of a lab's page names, so that they come at once and not one after the other has been read. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));

let texts: ReadonlyMap<string, string> | undefined;
/** The scripts of the build that list labs, by their addresses: read once, and not from what the build says of itself. */
function scripts(): ReadonlyMap<string, string> {
  texts ??= new Map(
    readdirSync(`${dist}/assets`)
      .filter((name) => name.endsWith(".js"))
      .map((name) => [`/assets/${name}`, readFileSync(`${dist}/assets/${name}`, "utf8")] as const)
      .filter(([, text]) => /id:[`"'][\w-]+[`"'],load:/.test(text)),
  );
  return texts;
}

/** The script that opens a lab's view when its desk is there, and the view that it imports. */
function deskAndView(lab: string): readonly string[] {
  const entry = new RegExp(
    `id:[\`"']${lab}[\`"'],load:async\\(\\)=>\\(await \\w+\\(async.*?import\\([\`"']\\./([^\`"']+)`,
  );
  const found = [...scripts()].flatMap(([path, text]) => {
    const view = entry.exec(text)?.[1];
    return view ? [path, `/assets/${view}`] : [];
  });
  expect(found, `${lab}: a desk's script and a view`).toHaveLength(2);
  return found;
}

/**
 * That the document at this address names, each once, only files that are there, the lab's view and its desk among them, and that the page has asked for each
 * once. `loaded`: the addresses that it has asked for, once its view is drawn.
 */
export async function expectNamedFiles(address: string, lab: string, loaded: readonly string[]): Promise<void> {
  const document = await (await fetch(address)).text();
  const links = document.match(/<link rel="(?:modulepreload|preload|stylesheet)"[^>]*>/g) ?? [];
  const named = links.map((link) => /href="([^"]+)"/.exec(link)?.[1] ?? link);
  expect([...new Set(named)], "each named once").toEqual(named);
  expect(
    named.filter((path) => !/^\/assets\/[\w.-]+$/.test(path) || !existsSync(dist + path)),
    "named, but not there",
  ).toEqual([]);
  expect(named).toEqual(expect.arrayContaining([...deskAndView(lab)]));
  const asked = loaded.map((url) => new URL(url).pathname);
  const times = (path: string) => asked.filter((one) => one === path).length;
  expect(
    named.flatMap((path) => (times(path) === 1 ? [] : [`${path}: ${times(path)}`])),
    "not asked for once",
  ).toEqual([]);
}
