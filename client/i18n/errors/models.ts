/** Errors of weights and of models of TensorFlow.js and ONNX. See `client/i18n/errors.ts`. */
export const ofModels = {
  "not-safetensors": {
    es: "«{path}» no es un archivo safetensors válido: está dañado o incompleto. Vuelve a copiarlo o a guardarlo.",
    en: "“{path}” is not a valid safetensors file: it is damaged or cut short. Copy it or save it again.",
  },
  "tensor-type": {
    es: "En «{path}», el tensor {name} es del tipo {value}, que no se lee. Guárdalo como F32.",
    en: "In “{path}”, tensor {name} has type {value}, which is not read. Save it as F32.",
  },
  "tensor-not-finite": {
    es: "En «{path}», el tensor {name} contiene {value} en el lugar {place} de {count}. Guarda los pesos de un entrenamiento que fuera bien.",
    en: "In “{path}”, tensor {name} holds {value} at place {place} of {count}. Save the weights of a training run that went well.",
  },
  "tensor-not-exact": {
    es: "En «{path}», el tensor {name} contiene en el lugar {place} un entero mayor que {max}, que no se lee sin error. Deja fuera ese tensor.",
    en: "In “{path}”, tensor {name} holds at place {place} an integer beyond {max}, which cannot be read exactly. Leave the tensor out.",
  },
  "model-damaged": {
    es: "«{path}» no es un modelo de TensorFlow.js que se pueda leer ({value}). Guárdalo o conviértelo otra vez.",
    en: "“{path}” is not a readable TensorFlow.js model ({value}). Save it or convert it again.",
  },
  "model-needs-lab": {
    es: "«{name}» es una red de TensorFlow.js. Ábrela en la página del perceptrón multicapa o de la red convolucional.",
    en: "“{name}” is a TensorFlow.js net. Open it on the page of the multilayer perceptron or of the convolutional net.",
  },
  "onnx-damaged": {
    es: "«{path}» no es un modelo ONNX, o está dañado. Elige el archivo .onnx, o expórtalo otra vez.",
    en: "“{path}” is no ONNX model, or is damaged. Choose the .onnx file, or export it again.",
  },
  "onnx-cut": {
    es: "«{path}» acaba antes de tiempo: está cortado o dañado, o no es un modelo ONNX. Cópialo o expórtalo otra vez.",
    en: "“{path}” ends too early: it is cut off or damaged, or no ONNX model. Copy or export it again.",
  },
  "onnx-quantised": {
    es: "«{path}» es una red en enteros (nodo {node}, {value}), y estas no se cargan. Usa la red de antes de cuantizar: al guardar, «ONNX (red y pesos)».",
    en: "“{path}” is a net in integers (node {node}, {value}), and those are not loaded. Use the net from before quantisation: when saving, “ONNX (net and weights)”.",
  },
  "onnx-external": {
    es: "«{path}» guarda su tensor {tensor} en otro archivo ({value}). Guárdalo en uno solo: onnx.save_model sin save_as_external_data.",
    en: "“{path}” keeps its tensor {tensor} in another file ({value}). Save it as a single one: onnx.save_model without save_as_external_data.",
  },
  "onnx-operation": {
    es: "En «{path}», el nodo {node} ({value}) no se lee aquí. Quítalo, o exporta la red con otras operaciones.",
    en: "In “{path}”, node {node} ({value}) is not read here. Leave it out, or export the net with other operations.",
  },
  "onnx-ends": {
    es: "«{path}» recibe {value} y da {outputs}. Se leen redes con una sola entrada de números float32, con las muestras primero y los demás tamaños fijos, y una sola salida calculada de ella.",
    en: "“{path}” takes {value} and gives {outputs}. Nets are read that have a single input of float32 numbers, with samples first and all other sizes fixed, and a single output computed from it.",
  },
  "onnx-needs-lab": {
    es: "«{name}» es una red ONNX. Ábrela en la página del perceptrón multicapa o de la red convolucional.",
    en: "“{name}” is an ONNX net. Open it on the page of the multilayer perceptron or of the convolutional net.",
  },
  "model-without-weights": {
    es: "«{path}» necesita también sus archivos de pesos: {value}. Elígelos a la vez que él.",
    en: "“{path}” needs its files of weights too: {value}. Choose them together with it.",
  },
  "model-other-bytes": {
    es: "«{path}» tiene {value} bytes de pesos y model.json pide {expected}. Comprueba que los archivos sean del mismo modelo.",
    en: "“{path}” has {value} bytes of weights and model.json asks for {expected}. Check that the files belong to the same model.",
  },
  "model-too-large": {
    es: "«{path}» describe su red con {value} caracteres; como mucho se leen {max}.",
    en: "“{path}” describes its net in {value} characters; at most {max} are read.",
  },
  "model-is-graph": {
    es: "«{name}» es un modelo de grafo de TensorFlow.js: sus capas no se distinguen. Guárdalo como modelo de capas.",
    en: "“{name}” is a graph model of TensorFlow.js: its layers cannot be told apart. Save it as a layers model.",
  },
  "model-layer-unknown": {
    es: "En «{name}», la capa {layer} ({value}) impide entrenar la red aquí. Quítala, o usa una de las que tiene este laboratorio.",
    en: "In “{name}”, layer {layer} ({value}) keeps the net from being trained here. Leave it out, or use one that this lab has.",
  },
  "model-ends": {
    es: "«{name}» recibe {value} y da {outputs}. Aquí se ejecutan modelos con una sola entrada de números float32, de forma conocida, y una sola salida.",
    en: "“{name}” takes {value} and gives {outputs}. Here models run that have a single input of float32 numbers, of known shape, and a single output.",
  },
  "model-not-run": {
    es: "TensorFlow.js no puede ejecutar «{name}» ({value}). Conviértelo otra vez o usa otro modelo.",
    en: "TensorFlow.js cannot run “{name}” ({value}). Convert it again, or use another model.",
  },
  "webgpu-failed": {
    es: "WebGPU no pudo con este modelo ({value}). TensorFlow.js lo ejecutó en WebAssembly.",
    en: "WebGPU could not run this model ({value}). TensorFlow.js ran it on WebAssembly instead.",
  },
  "webgpu-differs": {
    es: "WebGPU respondió {value} donde WebAssembly responde {expected}: sus números no se usan. TensorFlow.js lo ejecutó en WebAssembly.",
    en: "WebGPU answered {value} where WebAssembly answers {expected}: its numbers are not used. TensorFlow.js ran the model on WebAssembly.",
  },
  "model-needs-wasm": {
    es: "TensorFlow.js ejecuta «{name}», y donde se eligió calcular ({value}) no lo hay. Elige WebAssembly en «Cálculo».",
    en: "TensorFlow.js runs “{name}”, and the chosen device ({value}) does not have it. Choose WebAssembly under “Device”.",
  },
  "model-inputs": {
    es: "«{name}» recibe {value} números por muestra y los datos tienen {expected}. Elige datos de ese tamaño u otro modelo.",
    en: "“{name}” takes {value} numbers per sample and the data have {expected}. Choose data of that size, or another model.",
  },
  "model-outputs": {
    es: "«{name}» da {value} números y los datos piden {expected}. Elige datos con tantas clases u otro modelo.",
    en: "“{name}” gives {value} numbers and the data ask for {expected}. Choose data with as many classes, or another model.",
  },
  "other-than-model": {
    es: "Con los pesos de «{name}», aquí debe estar lo que tiene ese modelo ({fits}), no {value}.",
    en: "With the weights of “{name}”, this must be what that model has ({fits}), not {value}.",
  },
  "not-in-tensorflow": {
    es: "La capa {name} no tiene forma en TensorFlow.js ({value}). Elige otra, o guarda los pesos como safetensors.",
    en: "Layer {name} has no form in TensorFlow.js ({value}). Choose another, or save the weights as safetensors.",
  },
  "not-in-integers": {
    es: "Esta red no tiene forma en enteros como ONNX, por su nodo {value}. Guárdala como ONNX sin cuantizar.",
    en: "This net has no form in integers as ONNX, for its node {value}. Save it as ONNX without quantisation.",
  },
  "no-integers-layers": {
    es: "Esta red tiene una capa sin forma en enteros. Guárdala como ONNX sin cuantizar.",
    en: "This net has a layer without a form in integers. Save it as ONNX without quantisation.",
  },
  "no-integers-not-finite": {
    es: "Esta red tiene pesos que no son finitos, y los enteros no los representan. Entrénala otra vez con una tasa de aprendizaje menor.",
    en: "This net has weights that are not finite, for which integers have no form. Train it again with a lower learning rate.",
  },
  "no-integers-size": {
    es: "Esta red es demasiado grande para guardarla en enteros. Guárdala como ONNX sin cuantizar.",
    en: "This net is too large to be saved in integers. Save it as ONNX without quantisation.",
  },
  "no-integers-sums": {
    es: "Una capa de esta red tiene tantas entradas que sus sumas no caben en los enteros. Guárdala como ONNX sin cuantizar, o usa imágenes más pequeñas.",
    en: "A layer of this net has so many inputs that their sums do not fit in the integers. Save it as ONNX without quantisation, or use smaller pictures.",
  },
  "no-integers-inputs": {
    es: "Las entradas de esta red no son columnas de los datos: no se puede calibrar en enteros. Guárdala como ONNX sin cuantizar.",
    en: "The inputs of this net are no columns of the data, so that its integers cannot be calibrated. Save it as ONNX without quantisation.",
  },
  "no-integers-signs": {
    es: "El alfabeto de esta red tiene caracteres de control o de dirección. Quítalos del texto y entrénala otra vez.",
    en: "The alphabet of this net has control or direction characters. Remove them from the text and train it again.",
  },
  "unknown-sign": {
    es: "El texto contiene {value}, un carácter que el modelo nunca aprendió. Quítalo, o escribe �, que representa a todos los que no conoce. Conoce estos: {allowed}",
    en: "The text holds {value}, a character that the model never learnt. Leave it out, or write �, which stands for all that it does not know. It knows these: {allowed}",
  },
  "unfit-written": {
    es: "Lo ya escrito tiene {value} caracteres de {from}: hacen falta todos, o los últimos {min}.",
    en: "What was written has {value} characters of {from}: all of them are needed, or the last {min}.",
  },
  "weights-of-other-names": {
    es: "El archivo de pesos tiene {value}, y esta red necesita {expected}. Cambia el nombre a sus tensores; los pesos van como entradas × salidas.",
    en: "The file of weights holds {value}, but this net needs {expected}. Rename its tensors; weights are inputs × outputs.",
  },
  "weight-does-not-fit": {
    es: "Los pesos no son de esta red: {value} es {found} y debe ser {expected}. Pon las mismas capas que tenía la red guardada.",
    en: "The weights do not belong to this net: {value} is {found} and must be {expected}. Set the layers to those of the stored net.",
  },
  "not-an-origin": {
    es: "{value} no es la dirección de un sitio: escribe algo como https://aula.example.org.",
    en: "{value} is not the address of a site: write something like https://class.example.org.",
  },
  "not-a-model": {
    es: "Los pesos no forman un modelo que se pueda usar. ({message})",
    en: "The weights do not form a usable model. ({message})",
  },
} as const;
