import { serve } from "../../client/compute/serve.ts";
import { nodeHost } from "../../client/terminal/host.ts";
import { walkLabs } from "./walk.ts";

serve(nodeHost(walkLabs()));
