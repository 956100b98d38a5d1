import { render } from "preact";
import { App } from "./app/app.tsx";
import { startRouter } from "./app/router.ts";
import { startTheme } from "./app/theme.ts";
import "./styles/tokens.css";
import "./styles/base.css";

startTheme();
startRouter();
const root = document.getElementById("app");
if (root) render(<App />, root);
