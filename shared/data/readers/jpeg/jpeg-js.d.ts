/** The decoder of jpeg-js alone: its index pulls in the encoder and Node's Buffer. */
declare module "jpeg-js/lib/decoder.js" {
  interface DecoderOptions {
    readonly useTArray: true;
    readonly formatAsRGBA: boolean;
    /** Continues after damaged parts. */
    readonly tolerantDecoding: boolean;
    readonly maxResolutionInMP: number;
    readonly maxMemoryUsageInMB: number;
  }
  export default function decode(
    bytes: Uint8Array,
    options: DecoderOptions,
  ): { readonly width: number; readonly height: number; readonly data: Uint8Array };
}
