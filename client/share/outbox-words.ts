export const words = {
  later: { es: "Publicar cuando haya red", en: "Publish when there is a network" },
  laterAbout: {
    es: "Se guarda en este navegador y se publica en cuanto una página de este sitio tenga red. Hasta entonces puedes cancelarlo.",
    en: "It is kept in this browser and published as soon as a page of this site has a network. Until then you can cancel it.",
  },
  queued: {
    es: "Se publicará cuando haya red y esté abierta una página de este sitio. El enlace aparecerá en «Mis enlaces».",
    en: "It will be published when there is a network and a page of this site is open. The link will appear under “My links”.",
  },
  published: { es: "Publicado: {title}. Está en «Mis enlaces».", en: "Published: {title}. It is under “My links”." },
  title: { es: "Esperan para publicarse", en: "Waiting to be published" },
  since: { es: "Espera desde {date}", en: "Waiting since {date}" },
  refused: { es: "El servidor no lo ha aceptado: {reason}", en: "The server did not take it: {reason}" },
  cancel: { es: "Cancelar", en: "Cancel" },
  cancelNamed: { es: "Cancelar la publicación de «{title}»", en: "Cancel the publication of “{title}”" },
  send: { es: "Intentarlo ahora", en: "Try now" },
  sending: { es: "Intentándolo…", en: "Trying…" },
} as const;
