import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { words } from "../../i18n/bits.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatInteger } from "../../i18n/numbers.ts";
import { labIndexes } from "../../labs/indexes.ts";
import { labAddress } from "../addresses.ts";
import { useTitle } from "../title.ts";
import { showError } from "../toasts.tsx";
import url from "./runs.json?url";
import { type AllRuns, type Cell, cellOf, countRuns, engines, threadCounts } from "./runs.ts";
import "./bits.css";

/** As they call themselves, in any language. */
const names = { node: "Node", chromium: "Chromium", firefox: "Firefox", workerd: "workerd" } as const;

/** What gave the same bits, and what was not tried. */
export function BitsPage() {
  useTitle(t(words.title));
  const all = useSignal<AllRuns | null>(null);
  useEffect(() => {
    fetch(url)
      .then((answer) => answer.json())
      .then((found: AllRuns) => {
        all.value = found;
      })
      .catch(showError);
  }, []);
  const number = (value: number) => formatInteger(value, locale.value);
  if (!all.value) return null;
  const { same, different } = countRuns(all.value);
  return (
    <div class="bits-page">
      <h1>{t(words.title)}</h1>
      <p class="bits-about">{t(words.about)}</p>
      <p>{t(words.count, { same: number(same), different: number(different) })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is wider than the page is scrolled by keyboard, too */}
      <section class="bits-scroll" aria-label={t(words.title)} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th rowSpan={2} scope="col">
                {t(words.lab)}
              </th>
              {engines.map((engine) => (
                <th key={engine} colSpan={threadCounts.length} scope="colgroup">
                  {t(words.onThreads, { engine: names[engine] })}
                </th>
              ))}
            </tr>
            <tr>
              {engines.flatMap((engine) =>
                threadCounts.map((count) => (
                  <th key={`${engine} ${count}`} scope="col" class="small">
                    {number(count)}
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            {labIndexes.map(({ id, title, presets: [preset] }) => (
              <tr key={id}>
                <th scope="row">
                  <a href={labAddress(id)}>{t(title)}</a>
                  <span class="soft small">{preset && t(preset.title)}</span>
                </th>
                {engines.flatMap((engine) =>
                  threadCounts.map((count) => (
                    <Judged
                      key={`${engine} ${count}`}
                      cell={cellOf(all.value?.[id], engine, count)}
                      engine={names[engine]}
                    />
                  )),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="soft small bits-about">{t(words.again)}</p>
    </div>
  );
}

function Judged({ cell, engine }: { readonly cell: Cell; readonly engine: string }) {
  if (cell.kind === "not run") {
    return (
      <td class="bits-none" title={t(words.notRun)}>
        <span aria-hidden="true">–</span>
        <span class="visually-hidden">{t(words.notRun)}</span>
      </td>
    );
  }
  const { version, on, digest } = cell.run;
  const date = new Intl.DateTimeFormat(locale.value, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(on));
  const about = `${engine} ${version} · ${date} · ${t(words.digest)} ${digest.slice(0, 16)}…`;
  return (
    <td class={cell.kind === "same" ? "bits-same" : "bits-different"} title={about}>
      {t(words[cell.kind])}
    </td>
  );
}
