import { test } from "vitest";
import { openSite, visit } from "./site.ts";
import { expectWeight, most, weights } from "./weights.ts";

const site = openSite();

// Those of a lab's first preset are held where its page is looked at, in labs.test.ts.
test.each(weights.filter(({ address }) => address.includes("?")))(
  `$address takes at most ${most} bytes, gzipped, and $withThreads with its threads`,
  async (weight) => {
    await expectWeight(await visit(site, weight.address), weight);
  },
);
