/** Tests make tables and read experiments without the lab that would name its generators: all are known to them. */
import "../shared/data/generators/index.ts";
