/** Every enhancement is a module of its own; it starts only where a part asks for it with data-enhance="name". */
import { enhance } from "./enhance.js";
import { sendAll } from "./h5p-queue.js";
import { openForPrint } from "./open-for-print.js";

enhance(document);
openForPrint();
sendAll(); // what an H5P content had to say when its tab was closed
