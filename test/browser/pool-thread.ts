import { browserHost } from "../../client/compute/browser/host.ts";
import { serve } from "../../client/compute/serve.ts";
import { walkLabs } from "../sim/walk.ts";

serve(browserHost(walkLabs()));
