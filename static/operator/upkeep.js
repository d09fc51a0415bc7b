// The API of backups, of what keeps the data whole, and of the doctor.

import { call } from "./call.js";

/** @typedef {import("../shared/openapi").components["schemas"]} Schemas */

/** @returns {Promise<Schemas["BackupListBody"]>} */
export const allBackups = () => call("admin/backups");

/** @returns {Promise<Schemas["BackupBegunBody"]>} */
export const makeBackup = () => call("admin/backups", { method: "POST" });

/** @returns {Promise<Schemas["Checked"]>} */
export const checkAll = () => call("admin/check", { seconds: 3600 });

/** @returns {Promise<Schemas["UpkeepOutputBody"]>} */
export const upkeep = () => call("admin/upkeep");

/** @returns {Promise<Schemas["BackupBegunBody"]>} */
export const rehearse = () => call("admin/rehearsal", { method: "POST" });

/** @returns {Promise<Schemas["DoctorOutputBody"]>} */
export const doctor = () => call("admin/doctor", { seconds: 60 });
