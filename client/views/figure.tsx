import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n/locale.ts";
import { words } from "../i18n/views.ts";
import type { Columns } from "./export.ts";
import { Icon } from "./icon.tsx";
import { Menu } from "./menu.tsx";
import { DataTable } from "./table.tsx";
import "./figure.css";

export interface FigureProps {
  readonly title: string;
  /** One line under the title: what is drawn, in which units. */
  readonly note?: string;
  /** The numbers behind the picture, for CSV and for the table. Called only when asked for. */
  readonly columns?: () => Columns;
  /** Names saved files; default made from the title. */
  readonly name?: string;
  /** Controls of this figure alone, beside its title. */
  readonly controls?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The frame of every picture: title, full screen, saving as PNG, SVG, CSV, and the table for those who do not see it. */
export function Figure({ title, note, columns, name, controls, children }: FigureProps) {
  const frame = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const large = useSignal(false);
  useEffect(() => {
    const follow = () => {
      large.value = document.fullscreenElement !== null && document.fullscreenElement === frame.current;
    };
    document.addEventListener("fullscreenchange", follow);
    return () => document.removeEventListener("fullscreenchange", follow);
  }, [large]);
  const toggle = () => (large.value ? document.exitFullscreen() : frame.current?.requestFullscreen())?.catch(() => {});
  return (
    <figure class="figure" ref={frame} aria-label={title}>
      <figcaption class="figure-caption">
        <span class="figure-words">
          <span class="figure-title">{title}</span> {note && <span class="figure-note">{note}</span>}
        </span>
        <span class="figure-tools">
          {controls}
          <span class="figure-buttons">
            <SaveMenu file={name ?? fileName(title)} body={body} columns={columns} />
            <button
              type="button"
              class="quiet icon"
              onClick={toggle}
              title={t(large.value ? words.leaveFullScreen : words.fullScreen)}
            >
              <Icon name="expand" />
              <span class="visually-hidden">{t(large.value ? words.leaveFullScreen : words.fullScreen)}</span>
            </button>
          </span>
        </span>
      </figcaption>
      <div class="figure-body" ref={body}>
        {children}
      </div>
      {columns && <DataTable title={title} columns={columns} />}
    </figure>
  );
}

/** What writes files comes with the first. */
const saving = () => import("./export.ts");
const drawing = () => import("./picture-file.ts");

interface SaveProps {
  readonly file: string;
  readonly body: { readonly current: HTMLDivElement | null };
  readonly columns: (() => Columns) | undefined;
}

function SaveMenu({ file, body, columns }: SaveProps) {
  const savePng = async () => {
    const [{ download }, { pictureOf, pngOf }] = await Promise.all([saving(), drawing()]);
    const source = body.current && pictureOf(body.current);
    if (source) download(`${file}.png`, await pngOf(source));
  };
  const saveSvg = async () => {
    const [{ download }, { pictureOf, svgText }] = await Promise.all([saving(), drawing()]);
    const source = body.current && pictureOf(body.current);
    if (source) download(`${file}.svg`, svgText(source), "image/svg+xml");
  };
  const saveCsv = async (columns: () => Columns) => {
    const { download, toCsv } = await saving();
    download(`${file}.csv`, toCsv(columns()), "text/csv");
  };
  return (
    <Menu
      title={t(words.save)}
      button={
        <>
          <Icon name="save" />
          <span class="visually-hidden">{t(words.save)}</span>
        </>
      }
    >
      <button type="button" class="quiet only-picture" onClick={savePng}>
        {t(words.savePng)}
      </button>
      {/* A canvas has no drawing to save: only figures that draw some of it as SVG, or show a text, offer it. */}
      <button type="button" class="quiet only-svg" onClick={saveSvg}>
        {t(words.saveSvg)}
      </button>
      {columns && (
        <button type="button" class="quiet" onClick={() => saveCsv(columns)}>
          {t(words.saveCsv)}
        </button>
      )}
    </Menu>
  );
}

function fileName(title: string): string {
  const plain = title.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  return (
    plain
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "figure"
  );
}
