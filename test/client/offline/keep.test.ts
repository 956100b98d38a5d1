import { describe, expect, test } from "vitest";
import {
  type Browser,
  dropLab,
  install,
  keepLab,
  keptDocument,
  keptFile,
  keptLabs,
  sweep,
} from "../../../client/offline/keep.ts";
import type { Release } from "../../../client/offline/release.ts";

const origin = "https://latente.example";

/** A build whose files all have its name in theirs, except for what did not change between builds. */
const release = (version: string): Release => ({
  version,
  entry: `/assets/index-${version}.js`,
  shell: ["/", `/assets/index-${version}.js`, "/assets/same.js", "/icon.svg"],
  labs: {
    rbm: [`/assets/rbm-${version}.js`, "/assets/shared.js"],
    ica: [`/assets/ica-${version}.js`, "/assets/shared.js"],
  },
});

/** What a server holds while a build is deployed: nothing of any other. */
function server({ version, entry, shell, labs }: Release): ReadonlyMap<string, string> {
  const files = [...shell, ...Object.values(labs).flat()].map((file) => [file, `${file} of ${version}`] as const);
  return new Map([...files, ["/", `<script src="${entry}">`]]);
}

/** A browser of its own, whose server can be exchanged. */
function browser(first: Release) {
  const stores = new Map<string, Map<string, Response>>();
  const asked: string[] = [];
  const state = { files: server(first) as ReadonlyMap<string, string>, asked };
  const open = async (name: string) => {
    const store = stores.get(name) ?? new Map<string, Response>();
    stores.set(name, store);
    return {
      match: async (url: string) => store.get(url)?.clone(),
      put: async (url: string, response: Response) => void store.set(url, response),
      delete: async (url: string) => store.delete(url),
    };
  };
  const caches = {
    open,
    keys: async () => [...stores.keys()],
    delete: async (name: string) => stores.delete(name),
    match: async (url: string) =>
      [...stores.values()]
        .map((store) => store.get(url))
        .find((found) => found)
        ?.clone(),
  } as unknown as CacheStorage;
  const fetch = async ({ url }: Request) => {
    const path = new URL(url).pathname;
    asked.push(path);
    const text = state.files.get(path);
    return new Response(text ?? "not found", { status: text === undefined ? 404 : 200 });
  };
  return { own: { caches, fetch, origin } satisfies Browser, state, stores };
}

const one = release("one");
const two = release("two");

describe("what the service worker keeps", () => {
  test("all of a build but its labs, which come when they are opened, and go without what others need", async () => {
    const { own, stores } = browser(one);
    await install(own, one);
    expect([...stores.keys()]).toEqual(["latente-one"]);
    expect(await keptLabs(own, one)).toEqual([]);
    expect(await keptFile(own, one, `${origin}/assets/rbm-one.js`)).toBeUndefined();
    await keepLab(own, one, "rbm");
    await keepLab(own, one, "ica");
    expect(await keptLabs(own, one)).toEqual(["rbm", "ica"]);
    await dropLab(own, one, "rbm");
    expect(await keptFile(own, one, `${origin}/assets/rbm-one.js`)).toBeUndefined();
    expect(await (await keptFile(own, one, `${origin}/assets/shared.js`))?.text()).toBe("/assets/shared.js of one");
    expect(await keptLabs(own, one)).toEqual(["ica"]);
    await expect(keepLab(own, one, "nothing")).rejects.toThrow("unknown lab: nothing");
  });

  test("a new build brings the labs that were kept, and fetches only what is new", async () => {
    const { own, state, stores } = browser(one);
    await install(own, one);
    await keepLab(own, one, "rbm");
    state.files = server(two);
    state.asked.length = 0;
    await install(own, two);
    expect(state.asked.sort()).toEqual(["/", "/assets/index-two.js", "/assets/rbm-two.js", "/icon.svg"]);
    expect(await keptLabs(own, two)).toEqual(["rbm"]);
    // Until it is taken, the old one answers as before.
    expect(await (await keptDocument(own, one))?.text()).toContain("index-one");
    expect(await (await keptDocument(own, two))?.text()).toContain("index-two");
    await sweep(own, two, false);
    expect([...stores.keys()]).toEqual(["latente-two"]);
  });

  test("pages of the build before find their files as long as they are open", async () => {
    const { own, state, stores } = browser(one);
    await install(own, one);
    state.files = server(two);
    await install(own, two);
    await sweep(own, two, true);
    expect(await (await keptFile(own, two, `${origin}/assets/index-one.js`))?.text()).toBe(
      "/assets/index-one.js of one",
    );
    state.files = server(release("three"));
    await install(own, release("three"));
    await sweep(own, release("three"), true);
    expect([...stores.keys()]).toEqual(["latente-two", "latente-three"]);
  });

  test("a deployment in between is no half-old build: nothing is installed", async () => {
    const { own, state, stores } = browser(one);
    await install(own, one);
    // The service worker is of build two, the document still of build one.
    state.files = new Map([...server(two), ["/", `<script src="${one.entry}">`]]);
    await expect(install(own, two)).rejects.toThrow("the document belongs to another build");
    // A file that is gone already.
    state.files = new Map([...server(two)].filter(([path]) => path !== "/assets/index-two.js"));
    await expect(install(own, two)).rejects.toThrow("/assets/index-two.js answers 404");
    expect(await (await keptDocument(own, one))?.text()).toContain("index-one");
    expect([...stores.keys()]).toEqual(["latente-one"]);
  });
});
