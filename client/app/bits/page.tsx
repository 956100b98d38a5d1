import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { words as app } from "../../i18n/app.ts";
import { words } from "../../i18n/bits.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatInteger } from "../../i18n/numbers.ts";
import { labIndexes } from "../../labs/indexes.ts";
import { labAddress } from "../addresses.ts";
import { Lost } from "../lazy.tsx";
import { useTitle } from "../title.ts";
import url from "./runs.json?url";
import { type AllRuns, type Cell, cellOf, columnsOf, countRuns, engines } from "./runs.ts";
import "./bits.css";

/** As they call themselves, in any language. */
const names = { node: "Node", chromium: "Chromium", firefox: "Firefox", workerd: "workerd" } as const;

/** What gave the same bits, and what was not tried. */
export function BitsPage() {
  useTitle(t(words.title));
  const all = useSignal<AllRuns | null>(null);
  const isLost = useSignal(false);
  const load = async () => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    all.value = await answer.json();
    isLost.value = false;
  };
  useEffect(() => {
    load().catch(() => {
      isLost.value = true;
    });
  }, []);
  const number = (value: number) => formatInteger(value, locale.value);
  if (isLost.value) return <Lost again={load} />;
  if (!all.value) return <p class="loading soft">{t(app.loading)}</p>;
  const runs = all.value;
  const { same, different } = countRuns(runs);
  const columns = columnsOf(runs);
  const isFirst = (at: number) => columns[at].engine !== columns[at - 1]?.engine;
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
              <th rowSpan={2} scope="col" class="bits-lab">
                {t(words.lab)}
              </th>
              {engines.map((engine) => {
                const span = columns.filter((column) => column.engine === engine).length;
                return (
                  span > 0 && (
                    <th key={engine} colSpan={span} scope="colgroup" class="bits-first">
                      {t(words.onThreads, { engine: names[engine] })}
                    </th>
                  )
                );
              })}
            </tr>
            <tr>
              {columns.map(({ engine, threads }, at) => (
                <th key={`${engine} ${threads}`} scope="col" class={isFirst(at) ? "small bits-first" : "small"}>
                  {number(threads)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labIndexes
              .filter(({ id }) => id in runs)
              .map(({ id, title, presets: [preset] }) => (
                <tr key={id}>
                  <th scope="row" class="bits-lab">
                    <a href={labAddress(id)}>{t(title)}</a>
                    <span class="soft small">{preset && t(preset.title)}</span>
                  </th>
                  {columns.map(({ engine, threads }, at) => (
                    <Judged
                      key={`${engine} ${threads}`}
                      cell={cellOf(runs[id], engine, threads)}
                      engine={names[engine]}
                      isFirst={isFirst(at)}
                    />
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </section>
      {columns.some(({ engine }) => engine === "workerd") && <p class="soft small bits-about">{t(words.workerd)}</p>}
      <p class="soft small bits-about">{t(words.again)}</p>
    </div>
  );
}

/** `isFirst`: another engine begins with it. */
function Judged({
  cell,
  engine,
  isFirst,
}: {
  readonly cell: Cell;
  readonly engine: string;
  readonly isFirst: boolean;
}) {
  const edge = isFirst ? " bits-first" : "";
  if (cell.kind === "not run") {
    return (
      <td class={`bits-none${edge}`} title={t(words.notRun)}>
        <span aria-hidden="true">–</span>
        <span class="visually-hidden">{t(words.notRun)}</span>
      </td>
    );
  }
  const { version, on, digest } = cell.run;
  const date = new Intl.DateTimeFormat(locale.value, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(on));
  const about = `${engine} ${version} · ${date} · ${t(words.digest)} ${digest.slice(0, 16)}…`;
  return (
    <td class={`bits-${cell.kind}${edge}`} title={about}>
      {t(words[cell.kind])}
    </td>
  );
}
