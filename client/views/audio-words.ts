/** Words of the sound blocks. */
export const words = {
  play: { es: "Escuchar «{name}»", en: "Play “{name}”" },
  stop: { es: "Parar «{name}»", en: "Stop “{name}”" },
  download: { es: "Guardar «{name}» como WAV", en: "Save “{name}” as WAV" },
  silent: { es: "El navegador no dejó sonar nada: {message}", en: "The browser would not play anything: {message}" },
  wave: { es: "Forma de onda de «{name}», {seconds}", en: "Waveform of “{name}”, {seconds}" },
  trace: { es: "Primeros {count} valores de «{name}»", en: "First {count} values of “{name}”" },
  spectrogram: {
    es: "Espectrograma de «{name}»: tiempo a la derecha, de 0 a {top} Hz hacia arriba",
    en: "Spectrogram of “{name}”: time to the right, 0 to {top} Hz upwards",
  },
  record: { es: "Grabar con el micrófono", en: "Record with the microphone" },
  recordMore: { es: "Grabar otra", en: "Record another" },
  recording: { es: "Grabando… {left}", en: "Recording… {left}" },
  finish: { es: "Terminar", en: "Finish" },
  asking: {
    es: "El navegador te pregunta si puede usar el micrófono…",
    en: "The browser is asking for the microphone…",
  },
  refused: {
    es: "El navegador no da permiso para el micrófono. Cámbialo junto a la dirección de la página, o elige archivos WAV.",
    en: "The browser does not allow the microphone. Change that next to the page's address, or choose WAV files.",
  },
  noMicrophone: {
    es: "No se encuentra ningún micrófono. Conecta uno, o elige archivos WAV.",
    en: "No microphone was found. Connect one, or choose WAV files.",
  },
  cannotRecord: {
    es: "Este navegador no puede grabar aquí. Elige archivos WAV.",
    en: "This browser cannot record here. Choose WAV files.",
  },
  failed: { es: "No se pudo grabar: {message}", en: "It could not be recorded: {message}" },
  level: { es: "Nivel del micrófono", en: "Microphone level" },
  take: { es: "grabación {index}", en: "recording {index}" },
  forget: { es: "Olvidar «{name}»", en: "Forget “{name}”" },
  use: { es: "Usar las grabaciones", en: "Use the recordings" },
  useHint: {
    es: "Graba dos o más y úsalas. No salen de este equipo.",
    en: "Make two or more recordings and use them. They do not leave this machine.",
  },
} as const;
