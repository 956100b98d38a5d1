/** Words of sharing: the dialog, and the list of own links. */
export const words = {
  close: { es: "Cerrar", en: "Close" },
  copy: { es: "Copiar", en: "Copy" },
  copied: { es: "Copiado", en: "Copied" },
  copyFailed: { es: "Selecciona y copia", en: "Select and copy" },

  envelopeTitle: { es: "Añadir instrucciones u ocultar controles", en: "Add instructions, or hide controls" },
  envelopeAbout: {
    es: "Van con el enlace o el archivo, fuera del experimento: el resultado y su comprobación no cambian. Quien lo abra puede mostrar lo oculto.",
    en: "They travel with the link or file but are not part of the experiment: the result and its verification do not change. Anyone who opens it can show what is hidden.",
  },
  envelopeText: { es: "Texto para quien lo abra", en: "Text for the person who opens it" },
  envelopeHide: { es: "Ocultar estos controles", en: "Hide these controls" },

  longTitle: { es: "Enlace con el experimento dentro", en: "Link with the experiment inside" },
  longAbout: {
    es: "El experimento viaja en la propia dirección: no se envía nada a ningún servidor. Quien lo abra tendrá que ejecutarlo.",
    en: "The experiment travels in the address itself: nothing is sent to any server. To see its result, the recipient runs it.",
  },
  longAddress: { es: "Enlace largo", en: "Long link" },
  sizeAnywhere: {
    es: "{size} caracteres: se puede pegar en cualquier sitio",
    en: "{size} characters: pastes anywhere",
  },
  sizeLong: {
    es: "{size} caracteres: enlace largo, algunos programas de mensajes lo cortan",
    en: "{size} characters: a long link; some messengers cut it off",
  },
  sizeTooLong: {
    es: "{size} caracteres: demasiado para una dirección. Publícalo o guárdalo en un archivo.",
    en: "{size} characters: too long for an address. Publish it or save it as a file.",
  },

  shortTitle: { es: "Publicar un enlace corto", en: "Publish a short link" },
  shortAbout: {
    es: "Quien lo abra verá el resultado al instante, podrá comprobarlo y crear una variante.",
    en: "Anyone who opens it sees the result at once, and can verify it and build on it.",
  },
  needsRun: {
    es: "Ejecuta el experimento hasta el final para publicar su resultado.",
    en: "Run the experiment to its end to publish its result.",
  },
  staleRun: {
    es: "Se publicará el último resultado, que es de un experimento distinto del que hay ahora en los controles.",
    en: "The last result will be published; it belongs to a different experiment from the one now in the controls.",
  },
  titleField: { es: "Título", en: "Title" },
  notesField: { es: "Notas (opcional)", en: "Notes (optional)" },
  leaves: { es: "Qué sale de este equipo", en: "What leaves this machine" },
  experimentPart: { es: "Experimento: ajustes y semilla", en: "Experiment: settings and seed" },
  claimPart: { es: "Medidas y huella del resultado", en: "Metrics and digest of the result" },
  arraysPart: { es: "Series y figuras del resultado", en: "Result arrays" },
  thinnedPart: { es: "reducidas a filas equiespaciadas", en: "thinned to evenly spaced rows" },
  netsUnkept: {
    one: {
      es: "Los pesos de la red no caben en un enlace y no se publican: quien lo abra verá el resultado sin ellos. Para conservarlos, guárdalos con «Guardar», «Pesos (safetensors)».",
      en: "The weights of the net do not fit into a link and are not published: whoever opens it sees the result without them. To keep them, save them with “Save”, “Weights (safetensors)”.",
    },
    other: {
      es: "Los pesos de {count} redes no caben en un enlace y no se publican: quien lo abra verá el resultado sin ellos. Para conservarlos, guárdalos con «Guardar», «Pesos (safetensors)».",
      en: "The weights of {count} nets do not fit into a link and are not published: whoever opens it sees the result without them. To keep them, save them with “Save”, “Weights (safetensors)”.",
    },
  },
  arraysUnkept: {
    es: "No caben en un enlace y no se publican: {names}. Para conservarlos, guárdalos con «Guardar», «Datos del resultado».",
    en: "Not published, as they do not fit into a link: {names}. To keep them, save them with “Save”, “Result arrays”.",
  },
  weightsPart: { es: "Pesos del modelo, en 8 bits", en: "Model weights, in 8 bits" },
  weightsAbout: {
    es: "Con ellos, el servidor responde consultas al modelo.",
    en: "With them, the server can answer queries to the model.",
  },
  calibratedBy: {
    one: {
      es: "Sus enteros se calibraron con {count} fila de los datos.",
      en: "Its integers were calibrated with {count} row of the data.",
    },
    other: {
      es: "Sus enteros se calibraron con {count} filas de los datos.",
      en: "Its integers were calibrated with {count} rows of the data.",
    },
  },
  classesAbout: {
    es: "Llevan los nombres de las clases: {names}.",
    en: "They hold the names of the classes: {names}.",
  },
  makingModel: {
    es: "El modelo se pasa a enteros: fila {done} de {of}",
    en: "Turning the model into integers: row {done} of {of}",
  },
  skipModel: { es: "Seguir sin el modelo", en: "Go on without the model" },
  modelSkipped: {
    es: "Los pesos del modelo no se publican: has seguido sin ellos.",
    en: "The weights of the model are not published: you went on without them.",
  },
  weightsTooLarge: {
    es: "Los pesos ocupan {size}, más de lo que se puede publicar ({max}).",
    en: "The weights take {size}, more than can be published ({max}).",
  },
  weightsUnfit: {
    es: "Los pesos de este modelo no se publican: {reason}",
    en: "The weights of this model cannot be published: {reason}",
  },
  dataPart: { es: "Incluir mis datos: {names}", en: "Include my data: {names}" },
  dataStays: {
    es: "Si no lo marcas, tus datos se quedan aquí y a quien quiera comprobar el resultado se le pedirá el archivo.",
    en: "Unless you tick this, your data stay here, and anyone verifying the result is asked for the file.",
  },
  dataTooLarge: {
    es: "Tus datos ocupan {size}, más de lo que se puede publicar ({max}). Se quedan en este equipo.",
    en: "Your data take {size}, more than can be published ({max}). They stay on this machine.",
  },
  dataMissing: {
    es: "Tus datos ya no están en este equipo, así que no se pueden incluir.",
    en: "Your data are no longer on this machine, so they cannot be included.",
  },
  totalPart: { es: "En total", en: "In total" },
  nothingElse: {
    es: "Nada más: ni tu nombre ni tu dirección. Lo publicado puede verlo cualquiera que tenga el enlace.",
    en: "Nothing else: neither your name nor your address. Anyone who has the link can see what is published.",
  },
  publish: { es: "Publicar", en: "Publish" },
  publishing: { es: "Publicando…", en: "Publishing…" },
  shortAddress: { es: "Enlace corto", en: "Short link" },
  tokenKept: {
    es: "Este navegador guarda la clave para borrarlo. Lo encontrarás en «Mis enlaces».",
    en: "This browser keeps the key that deletes it, under “My links”.",
  },
  tokenLost: {
    es: "El navegador no deja guardar nada: copia esta clave si algún día quieres borrar el enlace.",
    en: "The browser does not let this page store anything: copy this key if you may want to delete the link some day.",
  },
  deleteKey: { es: "Clave para borrar", en: "Delete key" },
  openIt: { es: "Abrirlo", en: "Open it" },

  fileTitle: { es: "Guardar en un archivo", en: "Save as a file" },
  fileAbout: {
    es: "Para abrirlo más tarde o en otro equipo, también sin conexión.",
    en: "To open later or on another machine, even offline.",
  },
  saveAll: { es: "Experimento y resultado", en: "Experiment and result" },
  saveExperiment: { es: "Solo el experimento (JSON)", en: "Only the experiment (JSON)" },

  myLinks: { es: "Mis enlaces", en: "My links" },
  myLinksAbout: {
    es: "Los enlaces que se han publicado desde este navegador. Solo desde aquí se pueden borrar.",
    en: "The links published from this browser. They can be deleted only from here.",
  },
  noLinks: {
    es: "Todavía no has publicado ninguno. Ejecuta un experimento y pulsa «Compartir».",
    en: "You have not published any yet. Run an experiment and press “Share”.",
  },
  linksExpire: {
    es: "Un enlace se conserva mientras alguien lo abra al menos una vez al año. Si no, se borra.",
    en: "A link is kept as long as someone opens it at least once a year. Otherwise it is deleted.",
  },
  goesOn: {
    es: "se borrará el {date} si nadie lo abre antes",
    en: "will be deleted on {date} unless someone opens it",
  },
  goesSoon: {
    es: "Se borrará el {date} si nadie lo abre antes. Ábrelo para conservarlo.",
    en: "Will be deleted on {date} unless someone opens it. Open it to keep it.",
  },
  isGone: { es: "Ya no existe", en: "No longer exists" },
  livesUnknown: {
    es: "No se ha podido preguntar al servidor cuándo se borrarán.",
    en: "The server could not be asked when they will be deleted.",
  },
  keptUntil: {
    es: "Se conserva mientras alguien lo abra al menos una vez al año; si nadie lo abre, hasta el {date}.",
    en: "It is kept as long as someone opens it at least once a year; if no one does, until {date}.",
  },
  delete: { es: "Borrar", en: "Delete" },
  deleteNamed: { es: "Borrar «{title}»", en: "Delete “{title}”" },
  copyNamed: { es: "Copiar el enlace de «{title}»", en: "Copy the link of “{title}”" },
  deleteTitle: { es: "¿Borrar «{title}»?", en: "Delete “{title}”?" },
  deleteAbout: {
    es: "Quien abra el enlace verá que se ha borrado. No se puede deshacer. Las copias que otros hayan derivado siguen existiendo.",
    en: "Anyone who opens the link will see that it was deleted. This cannot be undone. Forks made by others remain.",
  },
  keep: { es: "Conservar", en: "Keep" },
  deleting: { es: "Borrando…", en: "Deleting…" },
} as const;
