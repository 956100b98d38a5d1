import { expect, test } from "vitest";
import { parseNotes, parseTitle } from "../../../shared/experiment/title.ts";

const codeOf = (title: string) => {
  try {
    return parseTitle(title);
  } catch (error) {
    return (error as { code: string }).code;
  }
};

const unseen = {
  "zero-width space": "\u200b",
  "zero-width joiners": "\u200c\u200d",
  "word joiner": "\u2060",
  "invisible operators": "\u2061\u2062\u2063\u2064",
  "soft hyphen": "\u00ad",
  "grapheme joiner": "\u034f",
  "Hangul fillers": "\u115f\u1160\u3164\uffa0",
  "Khmer vowels that are not written": "\u17b4\u17b5",
  "Mongolian separators": "\u180b\u180e",
  "variation selectors": "\ufe0f\ufe0e\u{e0100}",
  tags: "\u{e0041}\u{e007f}",
  "blank of Braille": "\u2800",
  "marks on nothing": "\u0301\u20dd",
  "all spaces": "\u00a0\u1680\u2000\u2003\u202f\u205f\u3000",
  "musical format": "\u{1d173}\u{1d17a}",
  nothing: "",
};

test.each(Object.entries(unseen))("a title of %s alone is none", (_, text) => {
  expect(codeOf(text)).toBe("empty");
  expect(codeOf(` ${text} \u200b${text}`)).toBe("empty");
  expect(parseNotes(text)).toBe("");
});

test.each(["\u202e", "\u2066\u2069", "\u200f", "\u061c", "\u0000", "\u0085", "\ufeff"])(
  "a title of control or direction characters alone is refused: %j",
  (text) => {
    expect(["unfit-character", "empty"]).toContain(codeOf(text));
  },
);

test("what is seen stays as it was written, joiners within it too", () => {
  for (const title of ["a", "é", "👩‍👩‍👧", "نمی‌خواهم", "❤️", "—", "·", "日本", "a\u00adb", "नि"]) {
    expect(parseTitle(title)).toBe(title.normalize("NFC"));
    expect(parseNotes(title)).toBe(title.normalize("NFC"));
  }
});
