import { expect, test } from "vitest";
import { labAddress } from "../../../client/app/addresses.ts";
import { parseRoute } from "../../../client/app/router.ts";

const at = (address: string) => parseRoute(new URL(address, "https://example.test"));

test.each([
  ["/", { page: "home" }],
  ["/#v1.abc", { page: "link", link: "#v1.abc" }],
  ["/#main", { page: "home" }],
  ["/lab/rbm", { page: "lab", lab: "rbm", preset: null, link: null }],
  ["/lab/rbm/", { page: "lab", lab: "rbm", preset: null, link: null }],
  ["/lab/rbm?preset=bars", { page: "lab", lab: "rbm", preset: "bars", link: null }],
  ["/lab/rbm#v12.abc", { page: "lab", lab: "rbm", preset: null, link: "#v12.abc" }],
  ["/x/AbC_1-2", { page: "published", id: "AbC_1-2" }],
  ["/open", { page: "open" }],
  ["/links", { page: "links" }],
  ["/api", { page: "api" }],
  ["/glossary", { page: "glossary" }],
  ["/glossary#em", { page: "glossary" }],
  ["/lab/rbm?preset=bars#step-abc", { page: "lab", lab: "rbm", preset: "bars", link: null }],
  ["/api/none", { page: "unknown", path: "/api/none" }],
  ["/lab", { page: "unknown", path: "/lab" }],
  ["/lab/a/b", { page: "unknown", path: "/lab/a/b" }],
  ["/lab/%E0%A4", { page: "lab", lab: "%E0%A4", preset: null, link: null }],
])("%s", (address, route) => {
  expect(at(address)).toEqual(route);
});

test("the address of a preset leads back to it", () => {
  expect(at(labAddress("a b", "c&d"))).toEqual({ page: "lab", lab: "a b", preset: "c&d", link: null });
});
