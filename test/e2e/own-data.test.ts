import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { barsAndStripes } from "../../shared/data/generators/bars-and-stripes.ts";
import { encodeSafetensors } from "../../shared/data/readers/safetensors/safetensors.ts";
import { some, thorough } from "../thorough.ts";
import { openSite, runToEnd, type, violations } from "./site.ts";

const site = openSite();

async function visit(path: string, locale = "en-US"): Promise<Page> {
  const context = await site.profile(locale);
  const page = await context.newPage();
  await page.goto(site.origin + path);
  return page;
}

interface Given {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}
const file = (name: string, content: Uint8Array | string): Given => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(content as Uint8Array),
});

/** 64 pictures of 4 × 4 as an IDX file, as MNIST has them. */
function idx(): Buffer {
  const { values, rows } = barsAndStripes.generate([1, 2], { side: 4, source: "sample", count: 64 } as never);
  const head = Buffer.alloc(16);
  for (const [i, value] of [0x00000803, rows, 4, 4].entries()) head.writeUInt32BE(value, 4 * i);
  return Buffer.concat([head, values as Uint8Array]);
}

const choose = async (page: Page, ...files: readonly Given[]) => {
  const panel = page.locator("details.data-panel");
  if ((await panel.getAttribute("open")) === null) await panel.locator("> summary").click();
  await page
    .locator(".data-own input[type=file]")
    .first()
    .setInputFiles([...files]);
};
const report = (page: Page) => page.locator("details.data-panel > summary .soft");
const complaint = (page: Page) => page.locator(".data-panel .field-error").first();
const unfit = (page: Page) => page.locator(".data-panel ~ .field-error").first();

describe("own IDX pictures, gzipped", () => {
  test.each(some(["rbm?preset=bars-and-stripes", "autoencoder"], 0))(
    "are read, reported and learnt by %s",
    async (lab) => {
      const page = await visit(`/lab/${lab}`);
      // The name says nothing: files are known by their content.
      await choose(page, file("pictures.bin", gzipSync(idx())));
      await expect.poll(() => report(page).textContent(), { timeout: 30_000 }).toContain("64");
      await type(page, "Epochs", "3");
      await runToEnd(page);
      await page.context().close();
    },
  );
});

test("a series of other kind than the one before is learnt, shown, and told in few words", async () => {
  const page = await visit("/lab/hmm");
  const rows = Array.from({ length: 40 }, (_, i) => `${i % 7 < 3 ? 20 + (i % 5) / 4 : 90 - (i % 3) / 2},${i % 4}`);
  await choose(page, file("series.csv", ["heat,flow", ...rows].join("\n")));
  await expect.poll(() => report(page).textContent(), { timeout: 30_000 }).toContain("40 rows");
  const told = await page.locator("p", { hasText: "Made to fit the table" }).textContent();
  expect(told).toContain("Model: ");
  expect(told).not.toContain("–");
  await runToEnd(page);
  // The trellis is there once its own question was answered.
  await page.locator(".hmm-modes").waitFor();
  expect(await page.locator(".stage .field-error").allTextContents()).toEqual([]);
});

test("what a given model says of other data of the form is what a run then says of them", async () => {
  const page = await visit("/lab/hmm");
  const told = () => page.locator(".figure-note").first().textContent();
  const first = /[−-][\d.,]+/.exec((await told()) ?? "")?.[0];
  await page.locator("details.data-panel > summary").click();
  await type(page, "Data seed", "9");
  const likelihood = async () => /[−-][\d.,]+/.exec((await told()) ?? "")?.[0];
  await expect.poll(told, { timeout: 30_000 }).toContain("in the form");
  await expect.poll(likelihood).not.toBe(first);
  const now = await likelihood();
  await runToEnd(page);
  await expect.poll(told).not.toContain("in the form");
  expect(await likelihood()).toBe(now);
});

test.runIf(thorough)(
  "weights alone are where the net starts from on the data that are there, until it starts afresh",
  async () => {
    const page = await visit("/lab/autoencoder?preset=classic");
    const parts = {
      "layer0.weights": [784, 32],
      "layer0.bias": [32],
      "layer1.weights": [32, 784],
      "layer1.bias": [784],
    };
    const weights = Object.entries(parts).map(([name, shape]) => {
      const values = new Float32Array(shape.reduce((size, extent) => size * extent, 1)).fill(0.01);
      return [name, { shape, values }] as const;
    });
    await choose(page, file("first.safetensors", encodeSafetensors(Object.fromEntries(weights))));
    const line = page.locator(".data-weights");
    expect(await line.textContent()).toContain("first.safetensors");
    await expect.poll(() => report(page).textContent()).toContain("28 × 28");
    await type(page, "Epochs", "1");
    await runToEnd(page);
    await line.getByRole("button").click();
    await expect.poll(() => line.count()).toBe(0);
    await page.context().close();
  },
);

test("an own CSV with semicolons and decimal commas is regressed on; the form offers no second choice of its columns", async () => {
  const page = await visit("/lab/mcmc?preset=logistic", "es-ES");
  const rows = Array.from({ length: 60 }, (_, i) => {
    const [x, z] = [(i % 13) / 4 - 1.5, ((i * 7) % 11) / 5 - 1];
    return `${String(x).replace(".", ",")};${String(z).replace(".", ",")};${x + 0.3 * z + ((i * 5) % 7) / 7 - 0.5 > 0 ? 1 : 0}`;
  });
  await choose(page, file("propio.csv", `edad;dosis;curado\n${rows.join("\n")}\n`));
  await expect.poll(() => report(page).textContent()).toContain("60");
  expect(await page.locator(".field.kind-columns").count()).toBe(0);
  await runToEnd(page);
  await page.context().close();
});

test("a table that is copied from a spreadsheet is pasted anywhere but where one types, and runs", async () => {
  const page = await visit("/lab/ppca", "es-ES");
  const rows = Array.from({ length: 40 }, (_, i) => `${(i % 7) / 2}\t${((i * 3) % 11) / 4}\t${((i * 5) % 13) / 3}`);
  const table = `largo\tancho\tpeso\n${rows.join("\n")}\n`;
  const paste = (selector: string, text: string) =>
    page.evaluate(
      ([at, copied]) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", copied);
        // Spreadsheets add a picture of what is copied.
        clipboardData.items.add(new File([new Uint8Array(8)], "image.png", { type: "image/png" }));
        const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
        const place = document.querySelector(at);
        if (place === null) throw new Error(`no ${at}`);
        place.dispatchEvent(event);
      },
      [selector, text] as const,
    );
  await page.locator(".stage-source").waitFor();
  await paste("main", table);
  await expect.poll(() => report(page).textContent()).toBe("40 filas × 3 columnas");
  await page.locator("details.data-panel > summary").click();
  await expect.poll(() => page.locator("details.data-panel").textContent()).toContain("tabla pegada.tsv");
  await paste(".field input", "a\tb\n1\t2\n3\t4\n5\t7\n");
  await runToEnd(page);
  expect(await report(page).textContent()).toContain("40 filas × 3 columnas");
  await page.context().close();
});

test("a CSV of more columns than a plane has: two of them are offered, and then its rows with gaps", async () => {
  const page = await visit("/lab/flow?preset=ring", "es-ES");
  const rows = Array.from({ length: 200 }, (_, i) => {
    const turn = 0.7 * i;
    return [Math.cos(turn), i % 20 === 3 ? "" : Math.sin(turn), i, 1e200 * Math.cos(i)].join(",");
  });
  await choose(page, file("anillo.csv", `a,b,c,d\n${rows.join("\n")}\n`));
  const question = page.locator(".data-panel ~ .reading-question");
  await question.getByText("Columnas de estos datos: 4.").waitFor();
  await question.getByRole("button", { name: "Usar solo a y b" }).click();
  await question.getByText("Filas a las que les falta algún valor: 10 de 200").waitFor();
  await question.getByRole("button", { name: "Quitar las filas con huecos" }).click();
  await expect.poll(() => report(page).textContent()).toContain("190 filas × 2 columnas");
  // What is too large to be computed with is brought to one scale by a press.
  await choose(page, file("anillo.csv", `a,d\n${rows.map((row) => row.replace(/,.*,/, ",")).join("\n")}\n`));
  await unfit(page).getByText("es demasiado grande; el máximo aquí es 1").waitFor();
  await unfit(page).getByRole("button", { name: "Estandarizar" }).click();
  await expect.poll(() => page.locator(".data-panel ~ .field-error").count()).toBe(0);
  await page.context().close();
});

describe("files that cannot be used are refused with value and cure, and what was there stays", () => {
  test("files of pictures and tables, one after another", async () => {
    const page = await visit("/lab/rbm");
    await page.locator(".stage-source").waitFor();
    await page.locator("details.data-panel > summary").click();
    for (const [given, message] of [
      [file("a.idx", idx().subarray(0, 500)), /end of “a\.idx” is missing: it has 500 bytes and needs at least 1,040/],
      [file("l.idx", Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 1, 3)), /labels/i],
      [file("r.csv", "a,b\n1,0\n1\n"), /row 3|3/],
      [
        file("p.png", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0)),
        /“p\.png” is missing: it has 10 bytes/,
      ],
    ] as const) {
      await page.locator(".data-own input[type=file]").setInputFiles([given]);
      await complaint(page).getByText(message).waitFor();
      expect(await page.locator(".stage-main canvas, .stage-main svg").count()).toBeGreaterThan(0);
    }
    await page.context().close();
  });

  test.runIf(thorough)(
    "a response that never changes is said before the run, and no recorded numbers stand beside the run that failed",
    async () => {
      const page = await visit("/lab/mcmc?preset=logistic");
      await page.locator(".stage-source").waitFor();
      const rows = Array.from({ length: 30 }, (_, i) => `${i % 7},${["blue", "green", "red"][i % 3]},1`).join("\n");
      await choose(page, file("t.csv", `x,colour,y\n${rows}\n`));
      await unfit(page).waitFor();
      expect(await unfit(page).textContent()).toMatch(/column “y” has the same value in all rows/);
      await page.locator(".run-main").click();
      await page.locator(".run-failed").waitFor();
      expect(await page.locator(".metric-strip dd").allTextContents()).not.toContainEqual(expect.stringMatching(/\d/));
      await page.context().close();
    },
  );

  test("a blank cell, where every value is needed, is named with the number of such rows, and when the run is asked for", async () => {
    const page = await visit("/lab/rbm");
    await choose(page, file("n.csv", "a,b\n1,0\n,1\n0,0\n"));
    const question = page.locator(".data-panel ~ .reading-question");
    await question.waitFor();
    expect(await question.textContent()).toMatch(/1 of 3 \(the first is row 2, column a\).* drop those rows/);
    await page.locator(".run-main").click();
    await expect.poll(() => page.locator(".run-bar").textContent()).toMatch(/row 2/);
    await page.context().close();
  });
});

const pandas = [
  ",date,city,income,age,score,active",
  ...Array.from({ length: 60 }, (_, n) =>
    [
      n,
      `2024-01-${String(1 + (n % 28)).padStart(2, "0")}`,
      ["Lima", "Quito"][n % 2],
      30_000 + 997 * ((n * 7) % 23),
      20 + ((n * 5) % 31),
      n % 9 === 4 ? "" : ((n * 3) % 17) / 4,
      n % 3 === 0 ? "True" : "False",
    ].join(","),
  ),
].join("\n");

describe("a table as pandas writes it", () => {
  test("is used as far as it can be, says what it left out, and every column has a switch", async () => {
    const page = await visit("/lab/ppca");
    await choose(page, file("pandas.csv", pandas));
    const notices = page.locator(".data-notices").first();
    await notices.waitFor();
    const said = await notices.textContent();
    for (const words of ["dates are left out: date", "only numbers the rows", "Column city", "income varies about"])
      expect(said).toContain(words);
    await page.getByRole("button", { name: "Columns and reading…" }).click();
    const dialog = page.locator("dialog.reading");
    await dialog.getByLabel("Use of column age").selectOption("ignored");
    const outcome = dialog.locator(".reading-foot");
    await expect.poll(() => outcome.textContent()).toContain("4 columns");
    await dialog.getByLabel("Rows with gaps").selectOption("drop");
    await expect.poll(() => outcome.textContent()).toContain("53 rows");
    await dialog.getByRole("button", { name: "Close" }).click();
    // As many dimensions as the table had room for before a column was left out.
    await page.getByRole("button", { name: /Make it fit: Latent dimensions: 3 instead of 4/ }).click();
    await runToEnd(page);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => report(page).first().textContent()).toContain("60 rows");
    await page.context().close();
  });

  test("shows in the dialog what each column is for, what comes of it and what is in the way, on a phone too", async () => {
    const page = await visit("/lab/mcmc?preset=logistic");
    await choose(page, file("pandas.csv", pandas));
    await page.getByRole("button", { name: "Columns and reading…" }).click();
    await page.setViewportSize({ width: 390, height: 844 });
    const dialog = page.locator("dialog.reading");
    const outcome = dialog.locator(".reading-foot");
    // Whatever was scrolled to.
    await dialog.getByLabel("Rows with gaps").scrollIntoViewIfNeeded();
    await outcome.getByRole("button", { name: "Drop rows with gaps" }).click({ timeout: 5000 });
    await expect.poll(() => outcome.textContent()).toContain("53 rows");
    await dialog.getByLabel("Use of column active").selectOption("target");
    await expect
      .poll(() => dialog.locator(".reading-first thead th").allTextContents())
      .toEqual(["ignored", "ignored", "used", "used", "used", "used", "target"]);
    await expect.poll(() => dialog.locator(".data-preview th").last().textContent()).toBe("active · target");
    expect(await dialog.locator("th[scope=row]").first().textContent()).toBe("x1 (no.\u00a01)");
    // Decimals are no pixels.
    expect(await dialog.getByLabel("Whole numbers from 0 to 255").count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    const wide = await dialog.locator(".reading-form").evaluate((form) => form.scrollWidth - form.clientWidth);
    expect(wide).toBe(0);
    // The dialog alone, and not the sheet it would have been opened from.
    await page.keyboard.press("Escape");
    await expect.poll(() => dialog.isVisible()).toBe(false);
    await page.context().close();
  });

  test.runIf(thorough)(
    "is brought to the range that binary units need by the button beside the complaint",
    async () => {
      const page = await visit("/lab/rbm?preset=bars-and-stripes", "es-ES");
      await type(page, "Épocas", "3");
      await choose(page, file("t.csv", pandas.replaceAll(/^(?:[^,]*,){3}/gm, "").replaceAll(",,", ",1,")));
      const complaint = page.locator(".data-panel ~ .field-error");
      await complaint.getByRole("button", { name: "Estandarizar" }).click();
      await expect.poll(() => complaint.count()).toBe(0);
      await runToEnd(page);
      await page.context().close();
    },
  );

  test.runIf(thorough)("of forty yes-or-no questions folds what is said of each", async () => {
    const page = await visit("/lab/ppca");
    const names = Array.from({ length: 40 }, (_, c) => `q${c}`);
    const rows = Array.from({ length: 50 }, (_, r) =>
      names.map((_, c) => ((r * ((c % 6) + 1)) % 7 < 3 ? "yes" : "no")).join(),
    );
    await choose(page, file("survey.csv", [names.join(), ...rows].join("\n")));
    const notices = page.locator(".data-panel ~ .data-notices");
    await notices.getByText("34 more notes").click();
    await expect.poll(() => notices.locator("li:visible").count()).toBe(40);
    await page.context().close();
  });

  test.runIf(thorough)("asks on a phone above the run bar, not behind it", async () => {
    const page = await visit("/lab/fa");
    // With its keyboard or its address bar shown, too low for all that is above the question.
    await page.setViewportSize({ width: 390, height: 560 });
    await page.locator(".sheet-bar button").first().click();
    await choose(page, file("pandas.csv", pandas));
    const question = page.locator(".reading-question");
    await question.waitFor();
    const gap = async () => {
      const [box, bar] = [await question.boundingBox(), await page.locator(".lab-bottom").boundingBox()];
      return box && bar ? bar.y - (box.y + box.height) : Number.NaN;
    };
    await expect.poll(gap).toBeGreaterThanOrEqual(0);
    await page.context().close();
  });

  test.runIf(thorough)(
    "asks about rows with gaps where a lab needs every value, and goes on with the answer",
    async () => {
      const page = await visit("/lab/fa");
      await choose(page, file("pandas.csv", pandas));
      await page.getByRole("button", { name: "Drop rows with gaps" }).click();
      await expect.poll(() => report(page).first().textContent()).toContain("53 rows");
      await page.context().close();
    },
  );

  test("asks what a number means that can be read in two ways", async () => {
    const page = await visit("/lab/fa", "es-ES");
    const rows = ["1.250\t1\t2", "2.400\t2\t1", "3.105\t1\t1", "1.330\t3\t5", "1.990\t5\t7", "1.450\t4\t3"];
    await choose(page, file("precios.tsv", ["precio\tb\tc", ...rows].join("\n")));
    const question = page.locator(".reading-question");
    await question.waitFor();
    expect(await question.textContent()).toContain("«1.250»");
    await question.getByRole("button").nth(1).click();
    await expect.poll(() => report(page).first().textContent()).toContain("6 filas");
    expect(await question.count()).toBe(0);
    await page.context().close();
  });

  test.each([
    ["Windows-1252", null],
    ["UTF-8, lo dañado como �", "hay 1 byte que no es UTF-8, en la línea 1"],
  ])(
    "asks in which encoding a text is whose bytes are none in the one that it seems to be in: %s",
    async (answer, said) => {
      const page = await visit("/lab/char-rnn", "es-ES");
      // Its last letter was cut in the middle.
      const whole = Buffer.from("El niño soñó una canción que nadie conocía. ".repeat(100));
      await choose(page, file("cortado.txt", Buffer.concat([whole, Buffer.of(0xc3)])));
      const question = page.locator(".reading-question");
      await question.waitFor();
      await question.getByRole("button", { name: answer }).click();
      await expect.poll(() => question.count()).toBe(0);
      const panel = page.locator(".data-panel");
      await expect.poll(() => panel.textContent()).toContain("cortado.txt");
      const notices = page.locator(".data-notices");
      if (said) await expect.poll(() => notices.allTextContents()).toEqual([expect.stringContaining(said)]);
      await page.context().close();
    },
  );

  test("draws the rows of a file that are held out, or takes the last where it is told so", async () => {
    const page = await visit("/lab/autoencoder");
    await choose(
      page,
      file("quarters.csv", ["a,b", ...Array.from({ length: 40 }, (_, n) => `${n % 4},${n / 40}`)].join("\n")),
    );
    await expect.poll(() => report(page).first().textContent()).toContain("40 rows");
    await page.getByRole("button", { name: "Columns and reading…" }).click();
    const way = page.locator(".reading-choices label", { hasText: "Held-out rows" }).locator("select");
    expect(await way.inputValue()).toBe("drawn");
    await way.selectOption("last");
    await expect.poll(() => way.inputValue()).toBe("last");
    await page.context().close();
  });
});
