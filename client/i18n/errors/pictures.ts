/** Errors of pictures, and of folders of them. See `client/i18n/errors.ts`. */
export const ofPictures = {
  "picture-damaged": {
    es: "«{path}» está dañado: su imagen no se puede leer. Vuelve a copiarlo o a descargarlo, o guárdalo de nuevo.",
    en: "“{path}” is damaged: its picture cannot be read. Copy or download it again, or save it anew.",
  },
  "jpeg-process": {
    es: "«{path}» es un JPEG de una clase poco común ({value}), que no se lee. Guárdalo como JPEG corriente o como PNG.",
    en: "“{path}” is a JPEG of an uncommon kind ({value}), which is not read. Save it as an ordinary JPEG or as PNG.",
  },
  "jpeg-bits": {
    es: "«{path}» es un JPEG de {value} bits por muestra; tienen que ser 8. Guárdalo como PNG.",
    en: "“{path}” is a JPEG of {value} bits per sample; there must be 8. Save it as PNG.",
  },
  "jpeg-channels": {
    es: "«{path}» es un JPEG de {value} canales de color (CMYK, para imprenta); tiene que ser gris o RGB. Guárdalo como RGB.",
    en: "“{path}” is a JPEG with {value} colour channels (CMYK, for print); it must be grey or RGB. Save it as RGB.",
  },
  "jpeg-sampling": {
    es: "«{path}» es un JPEG con {value} muestras de color por cada {expected} píxeles, que no se lee. Guárdalo de nuevo o como PNG.",
    en: "“{path}” is a JPEG with {value} colour samples for {expected} pixels, which is not read. Save it again, or as PNG.",
  },
  "too-many-pixels": {
    es: "«{path}» tiene {width} × {height} píxeles; caben como mucho {max} en total. Hazla más pequeña.",
    en: "“{path}” has {width} × {height} pixels; at most {max} fit in all. Make it smaller.",
  },
  "picture-in-few-bytes": {
    es: "«{path}» anuncia {width} × {height} píxeles en solo {value} bytes: abierta ocuparía {needed} bytes y caben como mucho {max}. Hazla más pequeña.",
    en: "“{path}” claims {width} × {height} pixels in only {value} bytes: opened, it would take {needed} bytes, and at most {max} fit. Make it smaller.",
  },
  "folder-without-pictures": {
    es: "En la carpeta no hay imágenes. Hacen falta PNG o JPEG, en una carpeta para cada clase.",
    en: "There are no pictures in the folder. It must hold PNG or JPEG files, in a folder for each class.",
  },
  "one-folder": {
    es: "Las {value} imágenes están en una sola carpeta, «{name}». El nombre de la carpeta es la clase: pon las de cada clase en la suya, y elige la carpeta que las contiene a todas.",
    en: "All {value} pictures lie in one folder, “{name}”. The folder's name is the class: put those of each class in a folder of its own, and choose the folder that holds them all.",
  },
  "lone-picture": {
    es: "La clase «{name}» tiene una sola imagen. Añade más, o quita su carpeta.",
    en: "The class “{name}” has only one picture. Add some, or take its folder away.",
  },
  "picture-in-no-folder": {
    es: "«{name}» no está en ninguna carpeta. El nombre de la carpeta es la clase: ponla en una.",
    en: "“{name}” lies in no folder. The folder's name is the class: put it into one.",
  },
  "too-many-pictures": {
    es: "{value} imágenes son demasiadas: {max} como mucho. Deja algunas fuera.",
    en: "{value} pictures are too many: at most {max}. Leave some out.",
  },
  "too-many-folders": {
    es: "{value} clases son demasiadas: {max} como mucho.",
    en: "{value} classes are too many: at most {max}.",
  },
  "not-a-picture": {
    es: "«{name}» no es PNG ni JPEG. Guárdala en uno de estos formatos, o quítala.",
    en: "“{name}” is neither PNG nor JPEG. Save it as one of them, or take it away.",
  },
  "takes-no-folder": {
    es: "Este laboratorio no toma carpetas de imágenes. Elige archivos sueltos.",
    en: "This lab takes no folders of pictures. Choose single files.",
  },
  "folder-needs-memory": {
    es: "Las imágenes necesitan más memoria de la que da el navegador. Cierra otras pestañas, o elige imágenes más pequeñas.",
    en: "The pictures need more memory than the browser gives. Close other tabs, or choose smaller pictures.",
  },
  "label-without-name": {
    es: "Las etiquetas llegan hasta {value}, pero hay nombres para {count} clases. Vuelve a hacer el archivo a partir de su carpeta.",
    en: "The labels run up to {value}, but there are names for {count} classes. Make the file again from its folder.",
  },
  "pictures-differ": {
    es: "«{name}» mide {value} píxeles y «{first}», {expected}. Recórtala a ese tamaño o ábrela sola.",
    en: "“{name}” has {value} pixels and “{first}” {expected}. Crop it to that size, or open it alone.",
  },
} as const;
