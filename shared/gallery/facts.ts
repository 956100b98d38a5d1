/** Written by `npm run train:gallery`. */
import type { Facts } from "./card.ts";

export const facts: Readonly<Record<string, Facts>> = {
  digits: { bytes: 217360, parameters: 203792, multiplyAdds: 202752, sha256: "51c29ea17b144dbd957a726400b9ce2099954d84865c1852e57816df895bb10f", digest: "5f0cbff9ee37fbe64d6387ec634ab6f5052c28d0c1cb50e208ac63a4860aab65" },
  "cats-dogs": { bytes: 299436, parameters: 272451, multiplyAdds: 1912880, sha256: "bfe03ff387eff0f0bb595de46256f518e48779d3d9e293689f8eafec39ba17bb", digest: "af46bc0642c6f3855fd81dfb762c4161fd466e68effb2d7ba60659e4af4e25dc" },
  rbm: { bytes: 79112, parameters: 76144, multiplyAdds: 150528, sha256: "1e93504f1a8a31c64e69fd54eb46fdc9635700be600f0a4d5dce705d183155af", digest: "ec710099732ddfb73e22fb19e515c2a53ec576e8e9990d2a322d29730bb081b1" },
};
