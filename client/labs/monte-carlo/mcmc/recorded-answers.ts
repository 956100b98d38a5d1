/** Addresses of the diagnostics that are recorded with the results of presets: they come with the first view that shows some. */
export const recordedAnswers = import.meta.glob<string>("./recorded/answers/*.safetensors", {
  query: "?url",
  import: "default",
  eager: true,
});
