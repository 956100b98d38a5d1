/** Written by `npm run train:gallery`. */
import type { Facts } from "./card.ts";

export const facts: Readonly<Record<string, Facts>> = {
  digits: { bytes: 217360, parameters: 203792, multiplyAdds: 202752, seconds: 58, sha256: "51c29ea17b144dbd957a726400b9ce2099954d84865c1852e57816df895bb10f", digest: "5f0cbff9ee37fbe64d6387ec634ab6f5052c28d0c1cb50e208ac63a4860aab65" },
  "cats-dogs": { bytes: 299436, parameters: 272451, multiplyAdds: 1912880, seconds: 56, sha256: "bfe03ff387eff0f0bb595de46256f518e48779d3d9e293689f8eafec39ba17bb", digest: "af46bc0642c6f3855fd81dfb762c4161fd466e68effb2d7ba60659e4af4e25dc" },
  shapes: { bytes: 114256, parameters: 99808, multiplyAdds: 98688, seconds: 10, sha256: "2df149d87ff5452fdb8a1b5d602f3ea1862d83a590063046feb522a677eb0638", digest: "d82eff9adf3619213b71632760b63c0f7f91f041e3bba048930df1f82ab4deb3" },
  gan: { bytes: 47496, parameters: 41092, multiplyAdds: 40704, seconds: 46, sha256: "350a8eb1aa658fb52049390a368ede66ff0d2100fcb36879dabf9d864ecc0ca3", digest: "59123aa96aec0faf76b19601b78aae861e5a5cb2611f5abd36a026df533e6b51" },
  rbm: { bytes: 79112, parameters: 76144, multiplyAdds: 150528, seconds: 15, sha256: "1e93504f1a8a31c64e69fd54eb46fdc9635700be600f0a4d5dce705d183155af", digest: "ec710099732ddfb73e22fb19e515c2a53ec576e8e9990d2a322d29730bb081b1" },
  diffusion: { bytes: 74288, parameters: 63808, multiplyAdds: 63360, seconds: 16, sha256: "c0a74f556f40c99755fbf4b9a9d13c0934d5a1e8f5d3706e6c32dda7665586f1", digest: "e35c40964e027d7a5c74362337d5eb11497dc9dcdda6c77110f1db14f32b1c16" },
  "text-es": { bytes: 77960, parameters: 67398, multiplyAdds: 65304, begin: 2, seconds: 32, sha256: "4202ba13b0aa664750aaa6fd255f8fddfaebe21c254f42dd7996e5f1b1dc8982", digest: "c899cbba154457677fc825492a6e410c9ca8c9f72ef5fa9a8a17c209f9f1efab" },
  "text-en": { bytes: 76968, parameters: 66480, multiplyAdds: 64536, begin: 2, seconds: 39, sha256: "a4612078d5ece0a82b9f13615d71c8d4af23d62dce24c6f9c91133bfedbe948d", digest: "4912b70f9cb37085e6395abe61060609397d101d15214ddab30ec65d32d4fe04" },
  melodies: { bytes: 45584, parameters: 37556, multiplyAdds: 36504, begin: 2, seconds: 14, sha256: "f7de108b9722b7e82c61eded8f4e460f038027ab46200fca13c24affe2cc70c8", digest: "db9fb422f4852bf766f65840f3591b21512efe7a7fdcec082c1e767261b21b9f" },
  molecules: { bytes: 46120, parameters: 38040, multiplyAdds: 36888, begin: 2, seconds: 9, sha256: "ac624bb920ad33173d9f41d4f19bb6062c40367b47de5dd17ed9e75d0204fab5", digest: "9a0901418eab7891a059fb566e914be9ef9a1f35333dfc728e63a57350741e9f" },
};
