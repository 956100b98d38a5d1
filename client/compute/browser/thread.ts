import { labs } from "../../../shared/labs/index.ts";
import { serve } from "../serve.ts";
import { browserHost } from "./host.ts";

serve(browserHost(labs));
