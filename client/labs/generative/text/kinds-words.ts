import type { Localized } from "../../../../shared/text.ts";

/** Words of texts that are melodies or molecules. */
export const words = {
  melodies: { es: "Melodías", en: "Melodies" },
  melody: { es: "Melodía", en: "Melody" },
  melodyNumber: { es: "{number}", en: "{number}" },
  melodyBroken: { es: "{number} (compases sin cuadrar)", en: "{number} (bars not full)" },
  roll: { es: "Notas de la melodía: {count}, de {bars} compases", en: "Notes of the melody: {count}, in {bars} bars" },
  pitch: { es: "nota MIDI (60: do central)", en: "MIDI note (60: middle C)" },
  start: { es: "comienzo, en corcheas", en: "start, in eighths" },
  length: { es: "duración, en corcheas", en: "length, in eighths" },
  tempo: { es: "Tempo", en: "Tempo" },
  perMinute: { es: "{value} por minuto", en: "{value} per minute" },
  saveMidi: { es: "Guardar como MIDI", en: "Save as MIDI" },
  noMelody: { es: "Todavía ninguna línea se puede leer como melodía.", en: "No line can be read as a melody yet." },
  molecules: { es: "Moléculas", en: "Molecules" },
  valid: { es: "válida", en: "valid" },
  flawEmpty: { es: "nada", en: "nothing" },
  flawLong: { es: "demasiado larga", en: "too long" },
  flawCharacter: { es: "un signo que no es de SMILES", en: "a sign that SMILES lacks" },
  flawBranch: { es: "un paréntesis sin pareja", en: "an unmatched bracket" },
  flawRing: { es: "un anillo sin cerrar", en: "a ring left open" },
  flawBond: { es: "un enlace sin átomo", en: "a bond without an atom" },
  flawValence: { es: "una valencia de más", en: "one valence too many" },
  flawAromatic: { es: "un anillo que no es aromático", en: "a ring that is not aromatic" },
  moleculeCount: { es: "{valid} de {count} pueden existir", en: "{valid} of {count} can exist" },
  noMolecule: { es: "Todavía no ha acabado ninguna línea.", en: "No line has been finished yet." },
} as const satisfies Record<string, Localized>;
