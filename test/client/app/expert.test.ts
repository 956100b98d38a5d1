import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { chooseExpert, expert, isExpert, openExpert, withExpert } from "../../../client/app/expert.ts";
import { parseRoute } from "../../../client/app/router.ts";

test.each([
  ["/lab/rbm", "/lab/rbm?expert=1"],
  ["/lab/rbm?preset=bars", "/lab/rbm?preset=bars&expert=1"],
  ["/lab/rbm#v1.a-_b", "/lab/rbm?expert=1#v1.a-_b"],
  ["https://example.test/x/AbC_1-2", "https://example.test/x/AbC_1-2?expert=1"],
])("%s with the switch is %s, and back", (plain, expertAddress) => {
  expect(withExpert(plain, true)).toBe(expertAddress);
  expect(withExpert(expertAddress, true)).toBe(expertAddress);
  expect(withExpert(expertAddress, false)).toBe(plain);
  expect(withExpert(plain, false)).toBe(plain);
  // What the address asks for stays the same: lab, preset, link.
  const at = (address: string) => parseRoute(new URL(address, "https://example.test"));
  expect(at(expertAddress)).toEqual(at(plain));
});

test("links that were handed out before there was a switch open with it and without it", () => {
  const golden: readonly { readonly link: string }[] = JSON.parse(
    readFileSync(new URL("../../golden/links.json", import.meta.url), "utf8"),
  );
  for (const { link } of golden) {
    const url = new URL(withExpert(`/${link}`, true), "https://example.test");
    expect(parseRoute(url)).toEqual({ page: "link", link });
    expect(isExpert(url.search)).toBe(true);
    expect(isExpert(new URL(`/${link}`, "https://example.test").search)).toBe(false);
  }
});

test("an address sets the switch for its page alone; the reader's choice is remembered", () => {
  openExpert("?expert=1");
  expect(expert.value).toBe(true);
  openExpert("");
  expect(expert.value).toBe(false);
  openExpert("?expert=yes");
  expect(expert.value).toBe(false);
  chooseExpert(true);
  openExpert("");
  expect(expert.value).toBe(true);
  chooseExpert(false);
});
