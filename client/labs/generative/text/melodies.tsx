import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import {
  isValidMelody,
  type Melody,
  type Note,
  parseMelody,
} from "../../../../shared/labs/generative/text/kinds/melody.ts";
import { midiFile } from "../../../../shared/labs/generative/text/kinds/midi.ts";
import { RATE } from "../../../../shared/labs/generative/text/kinds/sound.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { Track } from "../../../views/audio-track.tsx";
import { download } from "../../../views/export.ts";
import { Figure } from "../../../views/figure.tsx";
import { roleColor } from "../../../views/palette.ts";
import { useAnswer } from "../../answer.ts";
import { Select } from "../../parts/select.tsx";
import { Slider } from "../../parts/slider.tsx";
import type { ViewProps } from "../../view.ts";
import { words } from "./kinds-words.ts";
import "../../parts/parts.css";
import "./kinds.css";

/** Melodies to choose from. */
const MOST = 8;

interface MelodiesProps {
  /** Whole ones. */
  readonly lines: readonly string[];
  /** Of a lab that answers "sound" (shared/labs/generative/text/kinds/sound.ts). */
  readonly ask: ViewProps["ask"];
}

/** The lines that can be read as melodies: one of them as a piano roll, to be heard and saved. */
export function MelodiesFigure({ lines: all, ask }: MelodiesProps) {
  const chosen = useSignal(0);
  const tempo = useSignal(112);
  const lines = useMemo(() => all.filter((line) => parseMelody(line) !== null).slice(0, MOST), [all]);
  const place = Math.min(chosen.value, lines.length - 1);
  const line = lines[place];
  const melody = line === undefined ? null : parseMelody(line);
  const key = melody && `${tempo.value} ${line}`;
  const { answer, waiting } = useAnswer(ask, key, () => ({
    task: { kind: "sound", steps: 1, params: { tempo: tempo.value } },
    given: { notes: notesAsRows(melody?.notes ?? []) },
  }));
  const samples = useMemo(() => answer && Float32Array.from(answer.sound.values), [answer]);
  if (!melody) return <p class="part-caption melody-waits">{t(words.noMelody)}</p>;
  const named = (one: string, i: number) =>
    t(isValidMelody(one) ? words.melodyNumber : words.melodyBroken, { number: i + 1 });
  const save = () => {
    const bytes = midiFile(melody.notes, { tempo: tempo.value });
    download(`latente-${place + 1}.mid`, new Blob([bytes], { type: "audio/midi" }));
  };
  return (
    <Figure
      title={t(words.melodies)}
      columns={() => [
        { name: t(words.pitch), values: melody.notes.map(({ pitch }) => pitch ?? Number.NaN) },
        { name: t(words.start), values: melody.notes.map(({ start }) => start) },
        { name: t(words.length), values: melody.notes.map(({ length }) => length) },
      ]}
    >
      <div class="part-controls">
        <Select
          act="melody"
          label={t(words.melody)}
          names={lines.map(named)}
          value={place}
          onChoose={(i) => (chosen.value = i)}
        />
        <Slider
          act="tempo"
          label={t(words.tempo)}
          min={60}
          max={200}
          step={4}
          value={tempo.value}
          said={t(words.perMinute, { value: formatInteger(tempo.value, locale.value) })}
          onMove={(value) => (tempo.value = value)}
        />
        <button type="button" data-act="midi" onClick={save}>
          {t(words.saveMidi)}
        </button>
      </div>
      <PianoRoll melody={melody} />
      {/* Until it has been answered the sound is that of another melody, which nobody should take for this one. */}
      <div class="melody-sound" inert={waiting} aria-busy={waiting}>
        {samples && (
          <Track
            id="melody"
            name={`${t(words.melody)} ${place + 1}`}
            samples={samples}
            rate={RATE}
            color={roleColor("model")}
          />
        )}
      </div>
    </Figure>
  );
}

function notesAsRows(notes: readonly Note[]) {
  const values = Float64Array.from(notes.flatMap(({ pitch, start, length }) => [pitch ?? -1, start, length]));
  return { shape: [notes.length, 3], values };
}

/** Height of a semitone and width of an eighth, in units of the drawing. */
const [ROW, EIGHTH] = [6, 12];

function PianoRoll({ melody: { notes, bars } }: { readonly melody: Melody }) {
  const pitches = notes.flatMap(({ pitch }) => (pitch === null ? [] : [pitch]));
  const [low, high] = [Math.min(60, ...pitches) - 1, Math.max(72, ...pitches) + 1];
  const width = EIGHTH * notes.reduce((end, { start, length }) => Math.max(end, start + length), 0);
  const height = ROW * (high - low + 1);
  let end = 0;
  const ends = bars.map((length) => (end += length));
  const said = t(words.roll, { count: notes.length, bars: bars.length });
  return (
    <svg
      class="piano-roll"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={said}
      data-picture
    >
      {Array.from({ length: high - low + 1 }, (_, i) => high - i).map((pitch, row) =>
        [1, 3, 6, 8, 10].includes(pitch % 12) ? (
          <rect key={pitch} x="0" y={row * ROW} width={width} height={ROW} fill="var(--sunken)" />
        ) : null,
      )}
      {ends.map((end, i) => (
        <line
          key={i}
          x1={end * EIGHTH}
          x2={end * EIGHTH}
          y1="0"
          y2={height}
          stroke={bars[i] === 8 ? "var(--line-strong)" : "var(--bad)"}
          stroke-width="1"
          vector-effect="non-scaling-stroke"
        />
      ))}
      {notes.map(({ pitch, start, length }, i) =>
        pitch === null ? null : (
          <rect
            key={i}
            x={start * EIGHTH + 0.5}
            y={(high - pitch) * ROW + 0.5}
            width={Math.max(1, length * EIGHTH - 1)}
            height={ROW - 1}
            fill={roleColor("model")}
          />
        ),
      )}
    </svg>
  );
}
