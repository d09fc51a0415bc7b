// Who may run this Casebook, and the own account: password, passkeys, sessions.

import { define, h } from "../shared/element.js";
import { moment } from "../shared/words.js";

import * as people from "./people.js";
import { live, Section, table } from "./section.js";

class People extends Section {
  heading = "People";
  #keyName = h("input", { required: true, maxlength: 64, placeholder: "Laptop" });
  #again = h("input", { name: "again", type: "password", maxlength: 256, autocomplete: "current-password" });
  #invited = roles("viewer", "Role");
  #link = h("p", { role: "status", class: "link" });

  show() {
    live(this, ["people"], () => this.load());
    return super.show();
  }

  controls() {
    return [this.#password(), ...(people.may("admin") ? [this.#invite(), this.#link] : [])];
  }

  async fill() {
    const me = await people.session();
    const [own, others] = await Promise.all([this.#own(me), people.may("admin") ? this.#others(me) : []]);
    return [...own, ...others];
  }

  #password() {
    const old = h("input", {
      name: "old",
      type: "password",
      required: true,
      maxlength: 256,
      autocomplete: "current-password",
    });
    const fresh = h("input", {
      name: "new",
      type: "password",
      required: true,
      minlength: 10,
      maxlength: 256,
      autocomplete: "new-password",
    });
    const form = h(
      "form",
      { class: "line" },
      h("label", {}, "Your password so far", old),
      h("label", {}, "A new one, at least 10 characters", fresh),
      h("button", { type: "submit" }, "Change the password"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      return this.attempt(async () => {
        await people.setPassword({ old: old.value, password: fresh.value });
        form.reset();
        return "The password is changed, and your other sessions have ended.";
      });
    });
    return h("details", { class: "password" }, h("summary", {}, "Change your password"), form);
  }

  /** @param {people.Session} me */
  async #own(me) {
    const [{ passkeys }, { sessions }] = await Promise.all([people.allPasskeys(), people.allSessions()]);
    const keys = passkeys.map((key) => [
      key.name,
      key.host,
      key.lastUsedAt ? moment(key.lastUsedAt) : "never",
      this.#button(
        "Delete",
        `Delete the passkey ${key.name}?`,
        () => people.dropPasskey(key.id),
        `the passkey ${key.name}`,
      ),
    ]);
    const visits = sessions.map((visit) => [
      visit.current ? h("strong", {}, "This one") : visit.address,
      browserOf(visit.browser),
      moment(visit.seenAt),
      visit.current
        ? ""
        : this.#button("End", "", () => people.endSession(visit.id), `the session from ${visit.address}`),
    ]);
    return [
      h(
        "p",
        {},
        `You are ${me.name}, ${me.role === "viewer" ? "a viewer: you may look at everything and change nothing" : "an operator"}.`,
      ),
      h("h2", {}, "Your passkeys"),
      table(["Passkey", "Works at", "Last used", "Actions"], keys, "You have none."),
      this.#addPasskey(me, passkeys),
      h("h2", {}, "Where you are signed in"),
      table(["From", "Browser", "Last seen", "Actions"], visits, "Nowhere."),
      sessions.length > 1
        ? h("p", {}, this.#button("End all others", "End your other sessions?", people.endOthers))
        : h("p", {}, "There is no other session."),
    ];
  }

  /** @param {people.Session} me @param {people.Passkey[]} passkeys those there are */
  #addPasskey(me, passkeys) {
    if (!me.passkeys) return h("p", {}, `No passkey can be made here. ${me.noPasskeys}`);
    if (!people.knowsPasskeys()) return h("p", {}, "This browser has no passkeys.");
    const make = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      return this.attempt(async () => {
        await people.makePasskey(this.#keyName.value, this.#again.value);
        this.#keyName.value = this.#again.value = "";
        await this.load();
        return "The passkey is made. Sign in with it from now on.";
      });
    };
    const known = passkeys.some((key) => key.host === location.hostname);
    this.#again.required = !known;
    return h(
      "form",
      { class: "line passkey", onsubmit: make },
      h("label", {}, "Call it", this.#keyName),
      h("label", {}, known ? "Your password, or nothing to show a passkey you have" : "Your password", this.#again),
      h("button", { type: "submit" }, "Make a passkey"),
    );
  }

  /** @param {people.Session} me */
  async #others(me) {
    const [{ users }, { invitations }] = await Promise.all([people.allUsers(), people.allInvitations()]);
    const rows = users.map((user) => [
      user.name,
      this.#role(user),
      user.pending ? "has no password yet" : user.signedInAt ? moment(user.signedInAt) : "never",
      h(
        "span",
        { class: "actions" },
        this.#give(user),
        user.id === me.id
          ? null
          : this.#button(
              "Delete",
              `Delete ${user.name}? Sessions end at once, and the tokens and invitations that ${user.name} has made are deleted.`,
              () => people.dropUser(user.id),
              user.name,
            ),
      ),
    ]);
    const open = invitations.map((one) => [
      one.role,
      one.by ?? "a command",
      moment(one.expiresAt),
      this.#button("Take back", "", () => people.dropInvitation(one.id), `the invitation of a ${one.role}`),
    ]);
    return [
      h("h2", {}, "Users"),
      table(["User", "Role", "Signed in", "Actions"], rows, "There is none."),
      ...(await this.#keysOf(users.filter((user) => user.id !== me.id && user.passkeys > 0))),
      h("h2", {}, "Invitations"),
      table(["For a", "By", "Good until", "Actions"], open, "Nobody is invited."),
    ];
  }

  /** The passkeys of others. @param {people.User[]} users who have some */
  async #keysOf(users) {
    if (users.length === 0) return [];
    const lists = await Promise.all(users.map((user) => people.passkeysOf(user.id)));
    const rows = users.flatMap((user, i) =>
      (lists[i]?.passkeys ?? []).map((key) => [
        user.name,
        key.name,
        moment(key.createdAt),
        key.lastUsedAt ? moment(key.lastUsedAt) : "never",
        this.#button(
          "Delete",
          `Delete the passkey ${key.name} of ${user.name}? Sessions that were begun with it end.`,
          () => people.dropPasskeyOf(user.id, key.id),
          `the passkey ${key.name} of ${user.name}`,
        ),
      ]),
    );
    return [
      h("h2", {}, "Passkeys of others"),
      table(["User", "Passkey", "Made", "Last used", "Actions"], rows, "There are none."),
    ];
  }

  /** @param {people.User} user */
  #role(user) {
    const choice = roles(user.role, `Role of ${user.name}`);
    choice.addEventListener("change", () =>
      this.attempt(async () => {
        try {
          await people.setRole(user.id, choice.value);
        } finally {
          await this.load();
        }
      }),
    );
    return choice;
  }

  /** @param {people.User} user */
  #give(user) {
    const make = () =>
      this.attempt(async () => {
        const link = await people.resetLink(user.id);
        this.#link.textContent = `With this link ${user.name} chooses a new password, once and within 24 hours. Sessions then end, and passkeys, tokens and invitations of ${user.name} are deleted. It is shown only now: ${link}`;
      });
    return h(
      "button",
      { type: "button", "aria-label": `Link for a new password of ${user.name}`, onclick: make },
      "Password link",
    );
  }

  #invite() {
    const make = () =>
      this.attempt(async () => {
        const link = await people.invite(this.#invited.value);
        await this.load();
        this.#link.textContent = `Send this link to whom you invite. It works once, for 7 days, and is shown only now: ${link}`;
      });
    return h(
      "div",
      { class: "line invite" },
      this.#invited,
      h("button", { type: "button", onclick: make }, "Invite somebody"),
    );
  }

  /**
   * @param {string} label @param {string} question asked first, unless it is empty
   * @param {() => Promise<unknown>} work @param {string} [about] what it concerns, for those who hear it
   */
  #button(label, question, work, about) {
    const act = () =>
      this.attempt(async () => {
        if (question && !confirm(question)) return;
        await work();
        await this.load();
      });
    return h("button", { type: "button", "aria-label": about && `${label} ${about}`, onclick: act }, label);
  }
}

/** @param {string} chosen @param {string} label */
function roles(chosen, label) {
  const select = h("select", { "aria-label": label }, ...["operator", "viewer"].map((role) => h("option", {}, role)));
  select.value = chosen;
  return select;
}

/** The name of a browser and its system, as far as it tells them. @param {string} agent */
export function browserOf(agent) {
  const name = /Edg|OPR|Firefox|Chrome|Safari|curl/.exec(agent)?.[0] ?? "";
  const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(agent)?.[0] ?? "";
  const words = [{ Edg: "Edge", OPR: "Opera" }[name] ?? name, system].filter(Boolean);
  return words.join(", ") || agent.slice(0, 40) || "unknown";
}

define(import.meta.url, People);
