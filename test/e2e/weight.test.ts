import { test } from "vitest";
import { thorough } from "../thorough.ts";
import { openSite, visit } from "./site.ts";
import { expectWeight, most, weights } from "./weights.ts";

const site = openSite();

// Those of a lab's first preset are held where its page is looked at, in labs.test.ts.
const others = weights.filter(({ address }) => address.includes("?"));
// Only for these two another preset than the first may weigh more than its lab's page there, or lets a part wait.
const standing = others.filter(({ address, waits }) => thorough || waits || address === "/lab/mlp?preset=digits");

test.each(standing)(
  `$address takes at most ${most} bytes, gzipped, and $withThreads with its threads`,
  async (weight) => {
    await expectWeight(await visit(site, weight.address), weight);
  },
);
