import { render } from "preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { Gallery } from "../../client/app/home/gallery.tsx";
import { families } from "../../client/i18n/families.ts";
import { chooseLocale } from "../../client/i18n/locale.ts";
import type { LabIndex } from "../../client/labs/recorded.ts";
import type { Family } from "../../shared/labs/lab.ts";
import "../../client/styles/tokens.css";
import "../../client/styles/base.css";
import "../../client/app/home/home.css";

const labs = 40;
const ids = Object.keys(families) as Family[];

/** Forty labs in the eight families, in words as long as those of the first nine. */
const many: readonly LabIndex[] = Array.from({ length: labs }, (_, i): LabIndex => {
  const presets = Array.from({ length: 3 + (i % 3) }, (_, k) => ({
    id: `preset-${k}`,
    title: {
      es: k % 2 ? "Cadenas que se ponen de acuerdo" : "Barras y franjas",
      en: k % 2 ? "Chains that agree" : "Bars and stripes",
    },
    seconds: 1 + k,
  }));
  return {
    id: `lab-${i}`,
    family: ids[i % ids.length],
    title: {
      es: i % 2 ? "Máquina de Boltzmann restringida" : "Autoencoder",
      en: i % 2 ? "Restricted Boltzmann machine" : "Autoencoder",
    },
    summary: {
      es: "Haz pasar imágenes por una puerta estrecha y mira qué aprende la red a conservar.",
      en: "Squeeze pictures through a narrow door and see what the net learns to keep.",
    },
    lesson: { level: i % 2 ? "intermediate" : "beginner", minutes: 30, steps: 8 },
    formats: i % 3 ? ["csv", "wav", "idx"] : i % 6 ? ["csv"] : [],
    presets,
  };
});

const host = document.createElement("div");
host.className = "home";
document.body.append(host);
// The choice is remembered, and other tests of this browser choose too.
beforeEach(() => {
  chooseLocale("en");
  render(<Gallery labs={many} />, host);
});
afterEach(() => render(null, host));

const all = (selector: string) => [...host.querySelectorAll<HTMLElement>(selector)];

describe.each([
  // Three and two columns beside the families, and one.
  { width: 1440, height: 900, columns: 3, most: 4200 },
  { width: 1024, height: 768, columns: 2, most: 5600 },
  { width: 390, height: 844, columns: 1, most: 7600 },
])("forty labs at $width × $height", ({ width, height, columns, most }) => {
  beforeEach(() => page.viewport(width, height));

  it("stand in columns, each of them whole and none over another", () => {
    const boxes = all(".card").map((card) => card.getBoundingClientRect());
    expect(boxes.length).toBe(labs);
    expect(new Set(boxes.map(({ left }) => left)).size).toBe(columns);
    for (const card of all(".card")) {
      expect(card.scrollWidth).toBeLessThanOrEqual(card.clientWidth);
      expect(card.scrollHeight).toBeLessThanOrEqual(card.clientHeight);
    }
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    expect(host.scrollHeight).toBeLessThanOrEqual(most);
  });

  it("are shown by family, whose links say how many there are", async () => {
    const links = all(".gallery-families a");
    expect(links.map((link) => link.textContent)).toEqual(["All 40", ...ids.map((id) => `${families[id].en} 5`)]);
    links[6].click();
    await expect.poll(() => all(".card").length).toBe(labs / ids.length);
    expect(all(".gallery-family").map(({ id }) => id)).toEqual([ids[5]]);
    expect(links[6].getAttribute("aria-current")).toBe("true");
    links[0].click();
    await expect.poll(() => all(".card").length).toBe(labs);
  });
});

it("is walked through by keyboard in the order of what is read", async () => {
  await page.viewport(1440, 900);
  (host.querySelector(".search input") as HTMLElement).focus();
  const expected = [
    ...all(".chip:not(:disabled)"),
    ...all(".course"),
    ...all(".gallery-families a"),
    ...all(".card")[0].querySelectorAll<HTMLElement>("a, .card-more"),
    all(".card")[1].querySelector<HTMLElement>("a"),
  ];
  for (const element of expected) {
    await userEvent.keyboard("{Tab}");
    expect(document.activeElement).toBe(element);
  }
  const [card] = all(".card");
  const [title, ...presets] = card.querySelectorAll("a");
  expect(title.matches("h4 a")).toBe(true);
  expect(card.querySelector(".card-facts")?.textContent).toMatch(/30 minbeginner/);
  // Whose the experiments are is heard from the heading before them.
  expect(card.querySelector("ul")?.getAttribute("aria-label")).toBe("Experiments");
  expect(presets.every((link) => link.closest(`ul[aria-label]`) !== null)).toBe(true);
  expect(card.querySelector(".card-picture")?.getAttribute("aria-hidden")).toBe("true");
  // Headings go down one by one.
  expect(
    all("h2, h3, h4")
      .map(({ tagName }) => tagName)
      .slice(0, 5),
  ).toEqual(["H2", "H2", "H3", "H4", "H4"]);
});
