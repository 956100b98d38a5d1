import { render } from "preact";
import { App } from "./app/app.tsx";
import { watchParts } from "./app/parts.ts";
import { startRouter } from "./app/router.ts";
import { startTheme } from "./app/theme.ts";
import "./styles/tokens.css";
import "./styles/base.css";

watchParts();
startTheme();
startRouter();
const root = document.getElementById("app");
if (root) render(<App />, root);
