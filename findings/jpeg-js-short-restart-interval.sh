#!/usr/bin/env bash
# jpeg-js 0.4.4: in a scan of one component, a restart interval that is longer than what is left of the scan is read past its end. T.81 (annex B)
# says that the last interval has as many units as complete the scan; the decoder's loop over interleaved components stops there, the one
# over a single component does not. Every progressive JPEG has such scans, so "cjpeg -progressive -restart" mostly makes files it refuses.
# Seen: an 8 x 8 picture of 535 bytes (cjpeg of libjpeg-turbo 2.1.5, progressive, 4:2:0) throws "invalid huffman sequence" with an interval of 2;
# with an interval of 1, which is one other byte and says the same of scans of one unit, it is read. libjpeg reads both alike.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund jpeg-js@0.4.4 >/dev/null
cat >picture.txt <<'BASE64'
/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACAWGBwYFCAcGhwkIiAmMFA0MCwsMGJGSjpQdGZ6eHJmcG6AkLicgIiuim5woNqirr7EztDOfJri8uDI8LjKzsb/2wBDASIkJD
AqMF40NF7GhHCExsbGxsbGxsbGxsbGxsbGxsbGxsbGxsbGxsbGxsbGxsbGxsbGxsbGxsbGxsbGxsbGxsb/wgARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAA
AAAAAAH/xAAUAQEAAAAAAAAAAAAAAAAAAAAA/90ABAAC/9oADAMBAAIQAxAAAAGA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABBQJ//8QAFhEBAQEAAAAAAAAAAA
AAAAAAAQAR/9oACAEDAQE/AV2//8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAgEBPwF//8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQAGPwJ//8QAFhABAQEAAAAA
AAAAAAAAAAAAAQAR/9oACAEBAAE/IQy//9oADAMBAAIAAwAAABAH/8QAFhEBAQEAAAAAAAAAAAAAAAAAAQAR/9oACAEDAQE/EEWt/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP
/aAAgBAgEBPxB//8QAFRABAQAAAAAAAAAAAAAAAAAAIQD/2gAIAQEAAT8QQ3//2Q==
BASE64
node -e '
const { readFileSync } = require("node:fs");
const { decode } = require("jpeg-js");
const bytes = Buffer.from(readFileSync("picture.txt", "latin1"), "base64");
const interval = bytes.indexOf(Buffer.of(0xff, 0xdd)) + 5;
const read = (units) => {
  bytes[interval] = units;
  try {
    const { width, height } = decode(bytes, { useTArray: true });
    return width + " x " + height;
  } catch (error) {
    return error.message;
  }
};
const found = { one: read(1), two: read(2) };
console.log(JSON.stringify(found));
process.exit(found.one === "8 x 8" && found.two === "invalid huffman sequence" ? 0 : 1);
'
