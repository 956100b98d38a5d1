/**
 * Version of the file readers: how the bytes of CSV, IDX, NPY, WAV, PNG, JPEG and safetensors files become a table. Part of the engine of
 * every result whose data are files; it grows when any of them reads another number from the same file.
 */
export const readersVersion = 2;
