import { render } from "preact";
import { App } from "./app/app.tsx";
import { inPause } from "./app/idle.ts";
import { watchParts } from "./app/parts.ts";
import { route, startRouter } from "./app/router.ts";
import { startTheme } from "./app/theme.ts";
import { lookForSigns } from "./i18n/drawn-signs.ts";
import { locale } from "./i18n/locale.ts";
import { warmNumbers } from "./i18n/numbers.ts";
import { recall } from "./i18n/preference.ts";
import { startOffline } from "./offline/offline.ts";
import "./styles/tokens.css";
import "./styles/base.css";

watchParts();
startTheme();
startRouter();
const root = document.getElementById("app");
if (root) render(<App />, root);
// In a pause of what the page is put together of: the browser looks through its fonts. A sign that stays as it is where its part cannot be loaded is no failure.
inPause(() => void lookForSigns().catch(() => {}));
// Later: nothing that a page shows at first needs them, and no pause is as long on a slow machine.
addEventListener("load", () => setTimeout(() => inPause(() => warmNumbers(locale.peek())), 2000));
// Its copies must not delay what the reader is waiting for. The page that Vite serves from its sources has no service worker.
// In a frame of another page nothing is kept.
if (import.meta.env.PROD && route.peek().page !== "embed")
  addEventListener("load", () =>
    setTimeout(() => {
      void startOffline();
      // What was to be published later; where nothing was, its code is not fetched.
      if (recall("outbox") === "1")
        import("./share/carrier.ts").then(
          ({ startSending }) => startSending(),
          () => {},
        );
    }, 1000),
  );
