/** Words of the shell: header, routes, toasts, what a browser lacks. */
export const words = {
  name: { es: "Latente", en: "Latente" },
  skip: { es: "Saltar al contenido", en: "Skip to content" },
  skipToRun: { es: "Saltar al botón Ejecutar", en: "Skip to the Run button" },
  language: { es: "Idioma", en: "Language" },
  theme: { es: "Tema", en: "Theme" },
  themeSystem: { es: "Como el sistema", en: "Same as system" },
  themeLight: { es: "Claro", en: "Light" },
  themeDark: { es: "Oscuro", en: "Dark" },
  loading: { es: "Cargando…", en: "Loading…" },
  close: { es: "Cerrar", en: "Close" },
  notFound: { es: "Esta página no existe", en: "This page does not exist" },
  notFoundAbout: {
    es: "No hay nada en {path}. Puede que la dirección esté incompleta.",
    en: "There is nothing at {path}. The address may be incomplete.",
  },
  unknownLab: { es: "No hay ningún laboratorio que se llame «{id}»", en: "There is no lab called “{id}”" },
  labs: { es: "Laboratorios", en: "Labs" },
  glossary: { es: "Glosario", en: "Glossary" },
  myLinks: { es: "Mis enlaces", en: "My links" },
  places: { es: "Secciones", en: "Sections" },
  goHome: { es: "Ver todos los experimentos", en: "See all experiments" },
  lost: {
    es: "No se pudo cargar una parte de la página. Comprueba la conexión y vuelve a intentarlo.",
    en: "Part of the page could not be loaded. Check the connection and try again.",
  },
  lostStill: {
    es: "Sigue sin haber conexión con el servidor. Esta parte de la página se cargará cuando vuelva.",
    en: "The server still cannot be reached. This part of the page can be loaded once it is back.",
  },
  updateReady: {
    es: "Hay una versión nueva de Latente. Tus cambios se conservan al recargar; una ejecución en marcha tendrá que repetirse.",
    en: "A new version of Latente is ready. Your changes survive the reload; a run under way will have to be run again.",
  },
  updateTake: { es: "Recargar", en: "Reload" },
  updateLater: { es: "Más tarde", en: "Later" },
  tryAgain: { es: "Volver a intentarlo", en: "Try again" },
  storageDenied: {
    es: "El navegador no deja guardar nada: tus cambios y tu historial se perderán al cerrar esta pestaña.",
    en: "The browser does not let this page store anything: your changes and history will be lost when this tab closes.",
  },
  dropHere: { es: "Suelta el archivo para abrirlo", en: "Drop the file to open it" },
  pasted: { es: "tabla pegada.tsv", en: "pasted table.tsv" },
  dropHint: {
    es: "Un experimento de Latente en JSON. Los datos propios se sueltan en la página de un laboratorio.",
    en: "A Latente experiment as JSON. Drop your own data on a lab's page.",
  },
  lacks: {
    es: "A este navegador le falta algo que Latente necesita",
    en: "This browser lacks something Latente needs",
  },
  lacksSimd: {
    es: "WebAssembly con SIMD: las cuentas de los experimentos se hacen con instrucciones que este navegador no tiene.",
    en: "WebAssembly with SIMD: experiments use instructions that this browser does not have.",
  },
  lacksThreads: {
    es: "Hilos de módulo (web workers de tipo «module»): los experimentos se calculan en hilos aparte de la página.",
    en: "Module workers (web workers of type “module”): experiments run in background threads.",
  },
  lacksStreams: {
    es: "Descompresión (DecompressionStream): los enlaces y los archivos se abren con ella.",
    en: "Decompression (DecompressionStream): needed to open links and files.",
  },
  lacksCure: {
    es: "Actualiza el navegador: sirve Chrome o Edge 102, Firefox 114, Safari 16.4 o cualquiera más nuevo. En un equipo del centro, pide que lo actualicen.",
    en: "Update the browser: Chrome or Edge 102, Firefox 114, Safari 16.4 or anything newer will work. On a school computer, ask for an update.",
  },
  lacksAnyway: { es: "Mirar los resultados grabados de todos modos", en: "View the recorded results anyway" },
} as const;
