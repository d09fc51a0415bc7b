// A decoder of BlurHash (blurha.sh): about 30 characters that stand for a
// picture until it is there.

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

/** @param {string} text */
function number(text) {
  let value = 0;
  for (const digit of text) {
    const at = DIGITS.indexOf(digit);
    if (at < 0) return Number.NaN;
    value = value * 83 + at;
  }
  return value;
}

/** @param {number} byte */
const toLinear = (byte) => (byte <= 10.31475 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4);

/** @param {number} light */
const toByte = (light) => Math.round(255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055));

/** @param {number} value */
const signedSquare = (value) => Math.sign(value) * value * value;

/** @param {string} hash @param {number} count @returns {number[][]} */
function factors(hash, count) {
  const average = number(hash.slice(2, 6));
  const strength = (number(hash.charAt(1)) + 1) / 166;
  const list = [[average >> 16, (average >> 8) & 255, average & 255].map(toLinear)];
  for (let at = 1; at < count; at++) {
    const value = number(hash.slice(4 + at * 2, 6 + at * 2));
    const parts = [Math.floor(value / 361), Math.floor(value / 19) % 19, value % 19];
    list.push(parts.map((part) => signedSquare((part - 9) / 9) * strength));
  }
  return list;
}

/** @param {number} index @param {number} waves @param {number} size */
function cosines(index, waves, size) {
  return Array.from({ length: waves }, (_, wave) => Math.cos((Math.PI * index * wave) / size));
}

/**
 * The picture of a hash, as RGBA bytes row by row, opaque; undefined when it is not a BlurHash.
 * @param {string} hash
 * @param {number} width
 * @param {number} height
 * @returns {Uint8ClampedArray<ArrayBuffer> | undefined}
 */
export function decode(hash, width, height) {
  const size = number(hash.charAt(0));
  const across = (size % 9) + 1;
  const down = Math.floor(size / 9) + 1;
  if (hash.length < 6 || hash.length !== 4 + 2 * across * down || Number.isNaN(number(hash))) return undefined;
  const parts = factors(hash, across * down);
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const rows = cosines(y, down, height);
    for (let x = 0; x < width; x++) {
      const columns = cosines(x, across, width);
      const light = [0, 0, 0];
      parts.forEach((part, at) => {
        const basis = (columns[at % across] ?? 0) * (rows[Math.floor(at / across)] ?? 0);
        for (let channel = 0; channel < 3; channel++)
          light[channel] = (light[channel] ?? 0) + (part[channel] ?? 0) * basis;
      });
      pixels.set([...light.map(toByte), 255], 4 * (y * width + x));
    }
  }
  return pixels;
}
