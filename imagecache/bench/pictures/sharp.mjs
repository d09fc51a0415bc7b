// The side of sharp. Without arguments it encodes what each line of its input asks for.
// With a folder, a quality and files, it takes the whole way of those files at once, and
// says how long that took and the most memory it had.
import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import sharp from "sharp";

const [folder, quality, ...files] = process.argv.slice(2);
const say = (value) => process.stdout.write(JSON.stringify(value) + "\n");

async function rawOf(input, fit = {}) {
  const { data, info } = await sharp(input).resize(fit).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, raw: { width: info.width, height: info.height, channels: info.channels } };
}

async function encodeEachLine() {
  const pixels = new Map();
  for await (const line of createInterface({ input: process.stdin })) {
    const { file, quality, out } = JSON.parse(line);
    if (!pixels.has(file)) pixels.set(file, await rawOf(file));
    const { data, raw } = pixels.get(file);
    const before = process.cpuUsage();
    const jpeg = await sharp(data, { raw }).jpeg({ mozjpeg: true, quality }).toBuffer();
    const { user, system } = process.cpuUsage(before);
    await writeFile(out, jpeg);
    say({ cpu: user + system });
  }
}

// Decoded once; the thumbnails come from the pixels.
async function wholeWay(name, png) {
  const { data, raw } = await rawOf(png, { width: 1600, height: 1600, fit: "inside", withoutEnlargement: true });
  await Promise.all([0, 640, 320].map(async (width) => {
    let picture = sharp(data, { raw });
    if (width) picture = picture.resize({ width });
    const jpeg = await picture.jpeg({ mozjpeg: true, quality: Number(quality) }).toBuffer();
    await writeFile(join(folder, `${basename(name, ".png")}.${width}.jpg`), jpeg);
  }));
}

if (folder) {
  const inputs = await Promise.all(files.map((file) => readFile(file)));
  const begin = process.hrtime.bigint();
  await Promise.all(inputs.map((png, i) => wholeWay(files[i], png)));
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  const { user, system } = process.cpuUsage();
  say({ seconds, cpu: (user + system) / 1e6, status: await readFile("/proc/self/status", "utf8"), files: files.map((file) => `${basename(file, ".png")}.0.jpg`) });
} else {
  await encodeEachLine();
}
