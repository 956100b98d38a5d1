import { expect, it } from "vitest";
import { pageFiles, preloadLinks } from "../../worker/page-files.ts";

const files = { desk: ["/assets/desk-1.js"], labs: { rbm: ["/assets/view-2.js", "/assets/view-3.css"] } };

/** Static files that answer like this, one after the other. */
function assets(...answers: (() => Response)[]) {
  let asked = 0;
  const fetch = async () => answers[asked++]();
  return { binding: { fetch } as unknown as Fetcher, asked: () => asked };
}

it("names the files of all labs and of this one, scripts apart from style sheets", () => {
  expect(preloadLinks(files, "rbm")).toBe(
    [
      '<link rel="modulepreload" crossorigin href="/assets/desk-1.js">',
      '<link rel="modulepreload" crossorigin href="/assets/view-2.js">',
      '<link rel="preload" as="style" crossorigin href="/assets/view-3.css">',
    ].join(""),
  );
});

it("names nothing of a lab that the build does not have, nor without a build", () => {
  expect(preloadLinks(files, "none")).toBe("");
  expect(preloadLinks(files, "toString")).toBe("");
  expect(preloadLinks(null, "rbm")).toBe("");
});

it("reads them once, does without where there are none, and asks again after a failure", async () => {
  const there = assets(() => Response.json(files));
  for (let n = 0; n < 3; n++) expect(await pageFiles(there.binding, "http://latente.test")).toEqual(files);
  expect(there.asked()).toBe(1);
  const none = assets(() => new Response(null, { status: 404 }));
  expect(await pageFiles(none.binding, "http://latente.test")).toBeNull();
  const page = assets(
    () => new Response("<!doctype html>"),
    () => Response.json(files),
  );
  expect(await pageFiles(page.binding, "http://latente.test")).toBeNull();
  expect(await pageFiles(page.binding, "http://latente.test")).toEqual(files);
});
