import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { scenes } from "../../../shared/data/generators/scenes.ts";
import type { Table } from "../../../shared/data/table.ts";
import { matched, peaksOf, type Thing } from "../../../shared/labs/nets/peaks.ts";
import { backgroundOf, REACH, thingsIn } from "../../../shared/labs/nets/things.ts";
import { keyOfSeed } from "../../../shared/random/index.ts";
import { t } from "../../i18n/locale.ts";
import { OwnPicture } from "./own-picture.tsx";
import type { KnownProps } from "./picture-net.tsx";
import { words } from "./picture-words.ts";
import { type Scene, SceneMap } from "./scene-map.tsx";
import { Select } from "./select.tsx";

/** Scenes that may be leafed through. */
const SCENES = 12;
const numbers = Array.from({ length: SCENES }, (_, i) => String(i + 1));

/** The net over a large picture: where it sees what. */
export function Scenes({ known, useNet }: KnownProps) {
  const { samples, names } = known;
  const number = useSignal(0);
  const label = useSignal(0);
  const own = useSignal<Scene | null>(null);
  const isPets = samples.classes.join().startsWith("cat,dog") && samples.size.channels === 3;
  const table = useMemo(() => (isPets ? tableOfScenes() : null), [isPets]);
  const made = useMemo(() => table && sceneOf(table, number.value), [table, number.value]);
  const scene = own.value ?? made;
  const shown = Math.min(label.value, names.length - 1);
  const key = own.value ? `own ${own.value.width} ${own.value.values.slice(0, 99).join()}` : `scene ${number.value}`;
  const { answer } = useNet("sceneMap", scene?.values ?? null, key, {
    sceneHeight: scene?.height ?? 0,
    sceneWidth: scene?.width ?? 0,
  });
  const background = backgroundOf(samples.classes);
  const maps = answer?.maps;
  const window = samples.size;
  const peaks = useMemo(() => {
    if (!maps) return [];
    const [, rows, columns] = maps.shape;
    return peaksOf(maps.values as Float32Array, { rows, columns, window, background });
  }, [maps, window, background]);
  return (
    <>
      <div class="part-controls">
        {made && !own.value && (
          <Select
            act="scene"
            label={t(words.scene)}
            names={numbers}
            value={number.value}
            onChoose={(i) => (number.value = i)}
          />
        )}
        <Select label={t(words.heatOf)} names={names} value={shown} onChoose={(k) => (label.value = k)} />
        <OwnPicture
          channels={samples.size.channels}
          least={Math.max(window.height, window.width)}
          onPicture={(picture) => (own.value = picture)}
        />
        {own.value && made && (
          <button type="button" onClick={() => (own.value = null)}>
            {t(words.backToScenes)}
          </button>
        )}
      </div>
      {scene ? (
        <SceneMap
          title={t(words.heatMap)}
          note={t(words.heatMapNote, { name: names[shown], width: window.width, height: window.height })}
          scene={scene}
          map={maps ? { values: maps, label: shown, window } : null}
          peaks={peaks.map((peak) => ({ ...peak, name: names[peak.label] }))}
          things={own.value ? [] : (made?.things ?? []).map((thing) => ({ ...thing, name: names[thing.label] }))}
        />
      ) : (
        <p class="part-caption">{t(words.noScene)}</p>
      )}
      {maps && made && !own.value && (
        <p class="part-caption">
          {t(words.sceneCount, {
            all: made.things.length,
            found: matched(made.things, peaks, REACH),
            peaks: peaks.length,
          })}
        </p>
      )}
      <p class="part-caption">{t(background < 0 ? words.noBackground : words.sceneNote)}</p>
    </>
  );
}

const tableOfScenes = () => scenes.generate(keyOfSeed(1), { count: SCENES, things: 6, variation: 1 });

function sceneOf(table: Table, number: number): Scene & { readonly things: readonly Thing[] } {
  const { width, height } = table.image ?? { width: 0, height: 0 };
  const values = table.values.subarray(number * table.columns, (number + 1) * table.columns);
  return {
    width,
    height,
    channels: 3,
    values: Float32Array.from(values, (v: number) => v / 255),
    things: thingsIn(table, number),
  };
}
