import { labs } from "../../shared/labs/index.ts";
import { serve } from "../compute/serve.ts";
import { nodeHost } from "./host.ts";

serve(nodeHost(labs));
