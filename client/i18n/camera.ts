/** Words around the camera. */
export const words = {
  start: { es: "Usar la cámara", en: "Use the camera" },
  stop: { es: "Apagar la cámara", en: "Turn the camera off" },
  asking: { es: "Esperando tu permiso…", en: "Waiting for your permission…" },
  live: { es: "Lo que ve la cámara", en: "What the camera sees" },
  refused: {
    es: "El navegador no deja usar la cámara. Puedes permitirlo junto a la dirección de la página, y todo lo demás funciona igual.",
    en: "The browser does not allow the camera. You can allow it beside the page's address; everything else works all the same.",
  },
  noCamera: { es: "No se encontró ninguna cámara.", en: "No camera was found." },
  busy: {
    es: "Otro programa está usando la cámara. Ciérralo e inténtalo otra vez.",
    en: "Another program is using the camera. Close it and try again.",
  },
  cannotFilm: { es: "Este navegador no da acceso a la cámara.", en: "This browser gives no access to the camera." },
  failed: { es: "La cámara no funcionó: {message}", en: "The camera did not work: {message}" },
  collect: { es: "Fotos con la cámara", en: "Pictures with the camera" },
  about: {
    es: "Pon nombre a cada clase y mantén pulsado su botón para hacer fotos. No salen de este equipo.",
    en: "Name each class and hold its button to take pictures. They do not leave this machine.",
  },
  className: { es: "Nombre de la clase {index}", en: "Name of class {index}" },
  firstName: { es: "clase {index}", en: "class {index}" },
  hold: { es: "Mantén pulsado: {name}", en: "Hold: {name}" },
  count: { es: "{count} fotos", en: "{count} pictures" },
  addClass: { es: "Otra clase", en: "Another class" },
  forget: { es: "Borrar las fotos de {name}", en: "Delete the pictures of {name}" },
  use: { es: "Usar estas fotos como datos", en: "Use these pictures as the data" },
  useHint: {
    es: "Con unas 20 fotos de cada clase o más, de dos clases al menos.",
    en: "With about 20 pictures of each class or more, of at least two classes.",
  },
} as const;
