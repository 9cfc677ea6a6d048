/** Every enhancement is a module of its own; it starts only where a part asks for it with data-enhance="name". */
import { enhance } from "./enhance.js";

enhance(document);
