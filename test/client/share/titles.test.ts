import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { chooseLocale } from "../../../client/i18n/locale.ts";
import { takeIndexes } from "../../../client/labs/indexes.ts";
import { titlesOf } from "../../../client/share/my-links.tsx";
import { defaultTitle, readTitle } from "../../../client/share/titles.ts";
import { limits } from "../../../shared/experiment/limits.ts";
import { labs } from "../../../shared/labs/index.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";
import { rbm } from "../../../shared/labs/partition/rbm/lab.ts";

takeIndexes(JSON.parse(readFileSync(new URL("../../../client/labs/indexes.json", import.meta.url), "utf8")));

test.each(labs.map(({ id, load }) => [id, load] as const))(
  "%s: each preset is called by its own title",
  async (_, load) => {
    const lab = await load();
    for (const preset of lab.presets) {
      const experiment = presetExperiment(lab, preset);
      expect(defaultTitle(lab, experiment)).toBe(preset.title);
      expect(defaultTitle(lab, { ...experiment, seed: 987_654 })).toBe(preset.title);
      // Published in one language, read in the other.
      for (const text of [preset.title.es, preset.title.en]) {
        expect(readTitle(lab, text)).toEqual(preset.title);
        expect(text.length).toBeLessThanOrEqual(limits.title.length);
      }
    }
  },
);

test("what was changed is called as its lab, and what somebody wrote stays as it is", async () => {
  const lab = await labs.find(({ id }) => id === "mcmc")?.load();
  if (lab === undefined) throw new Error("no lab mcmc");
  const changed = setPath(lab, presetExperiment(lab), "params.draws", 123);
  expect(defaultTitle(lab, changed)).toBe(lab.title);
  expect(readTitle(lab, "Ocho <b>escuelas</b>")).toEqual({ es: "Ocho <b>escuelas</b>", en: "Ocho <b>escuelas</b>" });
});

test("my links are called in the reader's language, and so are their labs", () => {
  chooseLocale("es");
  expect(titlesOf({ title: rbm.title.en, lab: "rbm" })).toEqual({ title: rbm.title.es, lab: rbm.title.es });
  expect(titlesOf({ title: "My own", lab: "rbm" })).toEqual({ title: "My own", lab: rbm.title.es });
  expect(titlesOf({ title: "Old", lab: "gone" })).toEqual({ title: "Old", lab: "" });
});
