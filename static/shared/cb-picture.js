// <cb-picture>: a picture in a frame of fixed shape. Until it is there the frame
// holds its BlurHash, its mean colour or the hatching of a plate being engraved.

import { decode } from "./blurhash.js";
import { CasebookElement, define, h } from "./element.js";

/** @import { CaseView } from "./caseview.js" */
/** @import { Image } from "./model" */

/** How a picture is shown; `bleed` is over the whole width.
 * @typedef {{ sizes: string, alt?: string, eager?: boolean, bleed?: boolean }} Look */

export class CasebookPicture extends CasebookElement {
  /** What to show; left alone without it, as the server has drawn it. @type {(() => Image | undefined) | undefined} */
  source;
  /** @type {EventTarget | undefined} */
  file;
  /** @type {Look} */
  look = { sizes: "100vw" };
  #shown = "";

  /** @override */
  show() {
    this.#shown = "";
    this.#draw();
    this.file?.addEventListener("pictures", () => this.#draw(), { signal: this.signal });
  }

  #draw() {
    if (!this.source) return;
    const image = this.source();
    const wanted = `${image?.url} ${image?.state}`;
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    this.classList.toggle("bleed", this.look.bleed === true);
    this.classList.toggle("waiting", !image?.url);
    this.style.setProperty("--mean", image?.color || "transparent");
    if (image?.url) this.replaceChildren(...placeholder(image), this.#picture(image));
    else this.replaceChildren(missing(image, this.look.alt));
  }

  /** @param {Image} image */
  #picture(image) {
    const { sizes, alt, eager } = this.look;
    const widths = [...image.variants.filter(({ format }) => format === "jpeg"), image].filter(
      ({ width }) => width > 0,
    );
    const picture = h("img", {
      alt: alt ?? image.alt,
      width: image.width || null,
      height: image.height || null,
      sizes: widths.length > 1 ? sizes : null,
      srcset: widths.length > 1 ? widths.map((one) => `${one.url} ${one.width}w`).join(", ") : null,
      loading: eager ? "eager" : "lazy",
      fetchpriority: eager ? "high" : null,
      decoding: "async",
    });
    const arrived = () => picture.classList.add("arrived");
    picture.addEventListener("load", arrived);
    picture.addEventListener("error", () => this.#failed(image));
    picture.src = image.url;
    if (picture.complete && picture.naturalWidth > 0) arrived();
    return picture;
  }

  /** @param {Image} image */
  #failed(image) {
    this.classList.add("waiting");
    this.replaceChildren(missing({ ...image, state: "failed" }, this.look.alt));
  }
}

/** @param {Image} image */
function placeholder(image) {
  const [width, height] = [32, 32];
  const pixels = image.blurHash ? decode(image.blurHash, width, height) : undefined;
  if (!pixels) return [];
  const canvas = h("canvas", { width, height, "aria-hidden": "true" });
  canvas.getContext("2d")?.putImageData(new ImageData(pixels, width, height), 0, 0);
  return [canvas];
}

/** @param {Image | undefined} image @param {string} [alt] empty for a picture that only decorates */
function missing(image, alt) {
  const coming = image?.state === "pending" || image?.state === "generating";
  const words = coming ? "Being drawn" : "No picture";
  if (alt === "") return h("span", { "aria-hidden": "true" }, words);
  alt ??= image?.alt;
  return h("span", { role: "img", "aria-label": alt ? `${alt} (${words.toLowerCase()})` : words }, words);
}

/**
 * A picture of a case by the id of what it shows; it comes when it is drawn.
 * @param {CaseView} file
 * @param {string} id
 * @param {Look} look
 */
export function plate(file, id, look) {
  const picture = h("cb-picture");
  return Object.assign(picture, { file, look, source: () => file.image(id) });
}

/** A picture of which only the address is known. @param {string} url @param {Look} look */
export function print(url, look) {
  /** @type {Image} */
  const image = {
    url,
    width: 0,
    height: 0,
    bytes: 0,
    blurHash: "",
    color: "",
    variants: [],
    alt: look.alt ?? "",
    state: url ? "stored" : "failed",
  };
  return Object.assign(h("cb-picture"), { look, source: () => image });
}

define(import.meta.url, CasebookPicture);
