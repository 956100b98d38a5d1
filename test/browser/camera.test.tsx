/** The camera as people meet it: what is said where it is refused, pictures while a button is held, frames for a net. */
import { render } from "preact";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { chooseLocale } from "../../client/i18n/locale.ts";
import { CameraFrame } from "../../client/labs/parts/camera-frame.tsx";
import { CameraRecorder, type Shot } from "../../client/views/camera-record.tsx";
import { eventually } from "../eventually.ts";

const host = document.createElement("main");
document.body.append(host);
const tracks: MediaStreamTrack[] = [];
/** A camera that sees one colour. */
async function filmed(): Promise<MediaStream> {
  const canvas = Object.assign(document.createElement("canvas"), { width: 80, height: 60 });
  const context = canvas.getContext("2d");
  const paint = () => {
    if (context) context.fillStyle = "rgb(255, 0, 0)";
    context?.fillRect(0, 0, 80, 60);
  };
  paint();
  const timer = setInterval(paint, 20);
  const stream = canvas.captureStream(30);
  tracks.push(...stream.getTracks());
  for (const track of stream.getTracks()) track.addEventListener("ended", () => clearInterval(timer));
  return stream;
}

const asked = vi.fn(filmed);
beforeEach(() => {
  chooseLocale("en");
  asked.mockReset().mockImplementation(filmed);
  vi.stubGlobal("navigator", new Proxy(navigator, { get: (own, name) => deviceOr(own, name) }));
});
const deviceOr = (own: Navigator, name: string | symbol) =>
  name === "mediaDevices" ? { getUserMedia: asked } : Reflect.get(own, name, own);
afterEach(() => {
  render(null, host);
  for (const track of tracks.splice(0)) track.stop();
  vi.unstubAllGlobals();
});

const button = (name: string) => {
  const found = [...host.querySelectorAll("button")].find(({ textContent }) => textContent?.trim() === name);
  if (!found) throw new Error(`no button is called ${name}`);
  return found;
};
const said = () => host.querySelector("[role=alert]")?.textContent;
const isOn = () => expect(host.querySelector("video")?.hidden).toBe(false);
const refusal = (name: string) => Promise.reject(new DOMException("no", name));

it.each([
  ["NotAllowedError", "The browser does not allow the camera."],
  ["NotFoundError", "No camera was found."],
  ["NotReadableError", "Another program is using the camera."],
])("says what %s means, and can be asked again", async (name, sentence) => {
  asked.mockImplementationOnce(() => refusal(name));
  render(<CameraFrame size={{ width: 8, height: 8, channels: 3 }} onFrame={() => {}} />, host);
  button("Use the camera").click();
  await eventually(() => expect(said()).toContain(sentence));
  button("Use the camera").click();
  await eventually(isOn);
  expect(said()).toBeUndefined();
});

it("stays off where it was turned off before it was allowed", async () => {
  let allow = () => {};
  asked.mockImplementationOnce(async () => {
    await new Promise<void>((done) => (allow = done));
    return filmed();
  });
  render(<CameraFrame size={{ width: 8, height: 8, channels: 3 }} onFrame={() => {}} />, host);
  button("Use the camera").click();
  await eventually(() => button("Turn the camera off").click());
  allow();
  await eventually(() => expect(tracks.map(({ readyState }) => readyState)).toEqual(["ended"]));
  expect(host.querySelector("video")?.hidden).toBe(true);
});

it("gives a net what it sees, at the size of the net's pictures", async () => {
  const seen = vi.fn<(values: Float32Array) => void>();
  render(<CameraFrame size={{ width: 4, height: 4, channels: 3 }} onFrame={seen} />, host);
  button("Use the camera").click();
  await eventually(() => expect(seen).toHaveBeenCalled());
  const [picture] = seen.mock.calls[0];
  const [red, green, blue] = picture;
  expect(picture).toHaveLength(48);
  expect(red).toBeGreaterThan(0.9);
  expect(Math.max(green, blue)).toBeLessThan(0.1);
});

it("takes pictures of a class for as long as its button is held, and gives them by class", async () => {
  const used = vi.fn<(shots: readonly Shot[]) => void>();
  render(<CameraRecorder onUse={used} />, host);
  host.querySelector("details")?.setAttribute("open", "");
  button("Use the camera").click();
  await eventually(isOn);
  const count = (index: number) => Number.parseInt(host.querySelectorAll("[aria-live]")[index].textContent ?? "", 10);
  const pointer = (kind: string, name: string) => button(name).dispatchEvent(new PointerEvent(kind, { bubbles: true }));
  for (const [index, name] of ["Hold: class 1", "Hold: class 2"].entries()) {
    await eventually(() => expect(button(name).disabled).toBe(false));
    pointer("pointerdown", name);
    await eventually(() => expect(count(index)).toBeGreaterThanOrEqual(2));
    pointer("pointerup", name);
  }
  const held = count(1);
  await new Promise((done) => setTimeout(done, 450));
  expect(count(1)).toBeLessThanOrEqual(held + 1);
  button("Use these pictures as the data").click();
  const folders = new Set(used.mock.lastCall?.[0].map(({ path }) => path.split("/")[0]));
  expect([...folders]).toEqual(["class 1", "class 2"]);
});
