// What a piece of evidence is called.

import { letter } from "../shared/words.js";

/** @import { CaseFile } from "../shared/casefile.js" */

/** "Exhibit A": letters follow the order of finding. @param {CaseFile} file @param {string} id */
export function exhibitName(file, id) {
  const at = file.exhibit(id);
  return at < 0 ? "Exhibit" : `Exhibit ${letter(at)}`;
}
