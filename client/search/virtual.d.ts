/** Made of the lessons by client/build/search.ts. */
declare module "virtual:latente/steps-es" {
  const steps: import("./steps.ts").StepTexts;
  export default steps;
}
declare module "virtual:latente/steps-en" {
  const steps: import("./steps.ts").StepTexts;
  export default steps;
}
declare module "virtual:latente/uses" {
  const uses: import("./steps.ts").Uses;
  export default uses;
}
