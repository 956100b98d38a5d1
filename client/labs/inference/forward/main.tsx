import { pictureView } from "../../parts/picture-net.tsx";
import { HandPass } from "./hand.tsx";
import { PicturePass } from "./picture.tsx";
import { type ForwardProps, isByHand, net } from "./state.ts";

const Pictures = pictureView(net, PicturePass, true);

/** The main view: one sample through the net, of the run or written by hand. */
export function MainView(props: ForwardProps) {
  return isByHand(props) ? <HandPass {...props} /> : <Pictures {...props} />;
}
