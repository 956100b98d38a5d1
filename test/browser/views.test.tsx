import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { cdp, page } from "vitest/browser";
import { labViews } from "../../client/labs/index.ts";
import type { LabView, View } from "../../client/labs/view.ts";
import { labs } from "../../shared/labs/index.ts";
import type { Lab, Preset } from "../../shared/labs/lab.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import type { Locale } from "../../shared/text.ts";
import { thorough } from "../thorough.ts";
import { begun, empty, recorded, type Shown, stages } from "./views/folds.ts";
import { Stand, type Theme } from "./views/stand.tsx";
import "../../client/styles/tokens.css";
import "../../client/styles/base.css";
// Charts load it when they are drawn first.
import "../../client/views/plot.ts";
// Graphs too.
import "../../client/views/layered.ts";

const es: readonly [Locale, Theme] = ["es", "light"];
const en: readonly [Locale, Theme] = ["en", "dark"];

/**
 * What every view of every lab must hold to; a new one is covered by its line in the registry. LABS=fa,rbm looks at these labs alone. Of presets the
 * first is looked at, and each other with a view that none before it has drawn; CONFORMANCE=full looks at all of them.
 */
const stand = new Stand();
beforeAll(async () => {
  await page.viewport(1100, 900);
  // Films stand still: otherwise nothing is ever drawn to its end.
  const features = [{ name: "prefers-reduced-motion", value: "reduce" }];
  await cdp().send("Emulation.setEmulatedMedia", { features });
});
afterEach(() => {
  stand.clear();
  stand.complaints();
});
afterAll(() => stand.close());

const asked = (import.meta.env.VITE_LABS as string | undefined)?.split(",");
const chosen = labs.filter(({ id }) => asked?.includes(id) ?? true);
const loaded = await Promise.all(
  chosen.map(async ({ id, load }): Promise<{ readonly id: string; readonly lab: Lab; readonly view: LabView }> => {
    const entry = labViews.find((one) => one.id === id);
    if (!entry) throw new Error(`lab ${id} has no view (it needs a line in client/labs/index.ts)`);
    return { id, lab: await load(), view: await entry.load() };
  }),
);

/** A lab whose views also follow a run: by default the first of each family, whose views have most in common. */
const follows = ({ id, family }: Lab) => thorough || asked || labs.find((lab) => lab.family === family)?.id === id;

describe.each(loaded)("views of $id", ({ lab, view }) => {
  const place = loaded.findIndex((one) => one.lab === lab);

  it("draw the recorded results of presets, and each view draws one of them", async () => {
    const drawn = new Set<string>();
    for (const [i, preset] of lab.presets.entries()) {
      // Most bring other data to the same views.
      if (!thorough && i > 0 && viewsOf(lab, view, preset).every(({ id }) => drawn.has(id))) continue;
      const shown = await recorded(lab, preset);
      // By default one language for most: that all words are there in both is told by other tests.
      const readers = i === 0 && follows(lab) ? [es, en] : (i + place) % 2 === 0 ? [es] : [en];
      for (const [n, reader] of readers.entries()) {
        await stand.show(lab, view, shown, ...reader);
        // Every view stands before axe with the first preset; the others only bring other data, and axe is most of the time.
        if (i === 0 && n === 0) await stand.axe();
      }
      await stand.mustDraw(view.main);
      for (const id of stand.drawn()) drawn.add(id);
      if (i > 0) continue;
      for (const end of ["max", "min"] as const) await stand.operate(end);
      await stand.openTables();
      await stand.axe(false);
      stand.clear();
    }
    expect(stand.complaints()).toEqual([]);
    expect([...drawn].sort()).toEqual([view.main, ...view.supporting].map(({ id }) => id).sort());
  });

  const [first] = lab.presets;
  const ran = once(() => stages(lab, first));

  it.runIf(follows(lab))(
    "say so before there is anything, follow a run as it grows, and open in the middle of it",
    async () => {
      const [nothing, begins, later] = [await empty(lab, first), await begun(lab, first), await ran()];
      // In one language as the run grows, in the other when the view is opened then.
      for (const [i, shown] of [nothing, begins, ...later].entries()) {
        await stand.show(lab, view, shown, ...(i % 2 === 0 ? en : es));
        if (shown === nothing) await stand.axe();
      }
      const opened = thorough ? [nothing, begins, ...later] : [begins, later[later.length >> 1]];
      for (const [i, shown] of opened.entries()) {
        stand.clear();
        await stand.show(lab, view, shown, ...(i % 2 === 0 ? es : en));
      }
      if (thorough) await stand.axe();
      expect(stand.complaints()).toEqual([]);
    },
  );

  it("show a published result whose data are not at hand", async () => {
    const shown = (await ran()).at(-1) as Shown;
    await stand.show(lab, view, { ...shown, name: `${shown.name}, no data`, data: null }, ...es);
    await stand.axe(false);
    expect(stand.complaints()).toEqual([]);
  });
});

/** Those that such a run has, or may have: what the data decide is known once these are there. */
function viewsOf(lab: Lab, { main, supporting }: LabView, preset: Preset): readonly View[] {
  const { params } = presetExperiment(lab, preset);
  return [main, ...supporting.filter(({ shows }) => !shows || shows.length > 1 || shows(params as never))];
}

/** Made when it is first asked for. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
