// The API of webhooks and of alerts.

import { call } from "./call.js";

/** @typedef {import("../shared/openapi").components["schemas"]} Schemas */

/** @returns {Promise<Schemas["WebhooksOutputBody"]>} */
export const webhooks = () => call("admin/webhooks?limit=100");

/** @type {(id: string) => Promise<Schemas["RedeliveredBody"]>} */
export const redeliver = (id) => call(`admin/webhooks/${encodeURIComponent(id)}/redeliver`, { method: "POST" });

/** Sends a test to the receiver of that number, from 1, or to all for 0. @type {(receiver: number) => Promise<Schemas["WebhookTestedBody"]>} */
export const tryWebhooks = (receiver) => call("admin/webhooks/test", { body: { receiver }, seconds: 30 });

/** @returns {Promise<Schemas["Alerts"]>} */
export const alerts = () => call("admin/alerts");

/** @returns {Promise<Schemas["TriedOutputBody"]>} */
export const tryAlert = () => call("admin/alerts/test", { method: "POST", seconds: 90 });
