/** The decision map of a run, as a card shows it. */
import { render } from "preact";
import { afterEach, expect, it } from "vitest";
import { CardPicture } from "../../client/app/card-picture.tsx";
import { rgbOf } from "../../client/views/palette.ts";
import { shownTheme } from "../../client/views/shown-theme.ts";
import { array } from "../../shared/arrays.ts";
import { cardOf } from "../../shared/labs/card.ts";
import "../../client/styles/tokens.css";

const host = document.createElement("div");
document.body.append(host);
afterEach(() => {
  render(null, host);
  document.documentElement.dataset.theme = shownTheme.value = "light";
});

const surface = array(Float32Array.of(1, 0, 0, 1, 0.5, 0.5, 0.5, 0.5), [4, 2]);
const series = [array(Float64Array.of(0.25, 0.75), [1, 2]), array(Float64Array.of(0.75, 0.75), [1, 2])];

const drawn = () => {
  const canvas = host.querySelector("canvas");
  return [...(canvas?.getContext("2d")?.getImageData(0, 0, 2, 2).data ?? [])];
};
const token = (name: string) => rgbOf(getComputedStyle(document.documentElement).getPropertyValue(name).trim());
const mixed = (series: string, strength: number) =>
  token(series).map((own, k) => Math.round(token("--surface")[k] + strength * (own - token("--surface")[k])));

it("is of the colour of the likeliest class, pale where none is, in either theme", async () => {
  render(<CardPicture card={cardOf({ kind: "map", surface, classes: true, series })} title="map" side={88} />, host);
  for (const theme of ["light", "dark"] as const) {
    document.documentElement.dataset.theme = shownTheme.value = theme;
    await expect.poll(() => drawn().slice(0, 3)).toEqual(mixed("--series-0", 0.68));
    expect(drawn().slice(4, 7)).toEqual(mixed("--series-1", 0.68));
    expect(drawn().slice(8, 11)).toEqual(mixed("--series-0", 0.08));
  }
  // Up is up: the points of the first row of cells lie in the upper half.
  expect([...host.querySelectorAll("circle")].map((circle) => circle.getAttribute("cy"))).toEqual(["25", "25"]);
});

it("is of a number a shade for each cell", async () => {
  const values = array(Float32Array.of(0, 1, 2, 3), [4, 1]);
  render(
    <CardPicture card={cardOf({ kind: "map", surface: values, classes: false, series: [] })} title="map" side={88} />,
    host,
  );
  await expect.poll(() => drawn().slice(0, 4)).toEqual([0x44, 0x01, 0x54, 255]);
  expect(drawn().slice(12)).toEqual([0xfd, 0xe7, 0x25, 255]);
});
