// A zip without compression, written as ISO/IEC 21320-1 describes it, so that any phone opens it.

const writer = new TextEncoder();

/** @type {Uint32Array | null} */
let table = null;

/** @param {Uint8Array} bytes */
function crc(bytes) {
  table ??= Uint32Array.from({ length: 256 }, (_, start) => {
    let value = start;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ table[(sum ^ byte) & 255];
  return (sum ^ 0xffffffff) >>> 0;
}

/**
 * @param {[number, number][]} numbers value and bytes of each, little end first
 */
function numbers(...numbers) {
  const bytes = new Uint8Array(numbers.reduce((sum, [, size]) => sum + size, 0));
  let at = 0;
  for (const [value, size] of numbers) {
    for (let byte = 0; byte < size; byte += 1) bytes[at + byte] = Math.floor(value / 2 ** (8 * byte)) & 255;
    at += size;
  }
  return bytes;
}

/** 1 January 1980: when it was written is nobody's business but the file's own. */
const DAY = 33;

/**
 * @param {{ name: string, body: string | Uint8Array<ArrayBuffer> }[]} files
 * @returns {Blob}
 */
export function zip(files) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const list = [];
  let at = 0;
  for (const { name, body } of files) {
    const bytes = typeof body === 'string' ? writer.encode(body) : body;
    const label = writer.encode(name);
    /** @type {[number, number][]} version, flag for UTF-8 names, stored, time, day, sum, sizes, name, extra */
    const common = [
      [20, 2], [0x800, 2], [0, 2], [0, 2], [DAY, 2], [crc(bytes), 4], [bytes.length, 4], [bytes.length, 4], [label.length, 2], [0, 2],
    ];
    const head = numbers([0x04034b50, 4], ...common);
    list.push(numbers([0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), label);
    parts.push(head, label, bytes);
    at += head.length + label.length + bytes.length;
  }
  const size = list.reduce((sum, part) => sum + part.length, 0);
  const end = numbers(
    [0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [at, 4], [0, 2],
  );
  return new Blob([...parts, ...list, end], { type: 'application/zip' });
}
