// ZIP archives as APPNOTE.TXT 6.3 says, with files stored as they are: decks, PDFs and pictures are packed already.
//
//   local header, bytes   for each file
//   central header        for each file
//   end record

/** Bytes that a ZIP without its 64-bit extension can count. */
const MOST_BYTES = 0xffff_ffff;
/** Files that it can count. */
const MOST_FILES = 0xffff;
/** Bytes that are summed between two looks at whether to go on. */
const RUN = 4 << 20;
/** Names are UTF-8. */
const UTF8 = 0x0800;
/** Version 2.0 is needed to take it out: no reader is older. */
const VERSION = 20;

/** More than a ZIP holds. */
export class TooLarge extends Error {}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb8_8320 : sum >>> 1;
  return sum;
});

/**
 * The CRC-32 of a file, read in runs so that none is in memory as a whole.
 *
 * @param {Blob} content
 * @param {AbortSignal} [signal]
 */
export async function crc32(content, signal) {
  let sum = 0xffff_ffff;
  for (let start = 0; start < content.size; start += RUN) {
    signal?.throwIfAborted();
    const bytes = new Uint8Array(await content.slice(start, start + RUN).arrayBuffer());
    for (const byte of bytes) sum = (TABLE[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  }
  return (sum ^ 0xffff_ffff) >>> 0;
}

/** A time as FAT tells it: two words, of time and of date. @param {Date} at */
function fatTime(at) {
  const time = (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
  const date = ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();
  return [time, date];
}

/**
 * Numbers one behind the other, little end first.
 *
 * @param {[bytes: 2 | 4, value: number][]} fields
 */
function header(fields) {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return view.buffer;
}

/**
 * Packs files into one.
 *
 * @param {{ name: string, content: Blob }[]} files with `/` between the parts of their names
 * @param {AbortSignal} [signal]
 * @param {Date} [at] when they are of
 */
export async function zip(files, signal, at = new Date()) {
  const [time = 0, date = 0] = fatTime(at);
  /** @type {BlobPart[]} */
  const local = [];
  /** @type {BlobPart[]} */
  const central = [];
  let [offset, centralBytes] = [0, 0];
  for (const { name, content } of files) {
    const path = new TextEncoder().encode(name);
    if (offset + content.size > MOST_BYTES) throw new TooLarge();
    /** @type {[2 | 4, number][]} what both headers say alike */
    const same = [
      [2, VERSION], [2, UTF8], [2, 0], [2, time], [2, date],
      [4, await crc32(content, signal)], [4, content.size], [4, content.size], [2, path.length], [2, 0],
    ];
    const before = header([[4, 0x0403_4b50], ...same]);
    // No comment, first disk, no attributes.
    const entry = header([[4, 0x0201_4b50], [2, VERSION], ...same, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]);
    local.push(before, path, content);
    central.push(entry, path);
    offset += before.byteLength + path.length + content.size;
    centralBytes += entry.byteLength + path.length;
  }
  if (files.length > MOST_FILES || offset + centralBytes > MOST_BYTES) throw new TooLarge();
  const end = header([[4, 0x0605_4b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, centralBytes], [4, offset], [2, 0]]);
  return new Blob([...local, ...central, end], { type: "application/zip" });
}
