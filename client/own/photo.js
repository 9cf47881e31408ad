// Photos: made small on the device, kept as text inside a locked record, drawn from memory.

const LONGEST = 1600;
const QUALITY = 0.8;
/** Letters of a photo in a record; a record holds at most 2 MiB once it is locked. */
const MOST = 1_100_000;

/**
 * A photo as JPEG of at most 1,600 pixels, in base64.
 * @param {File} file
 * @returns {Promise<string>} throws when this phone cannot open it
 */
export async function take(file) {
  // Drawing it anew leaves behind what a camera writes beside a picture: place, time, phone.
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  let longest = LONGEST;
  for (;;) {
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
    if (!blob) throw new Error('no photo');
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    const letters = btoa(text);
    if (letters.length <= MOST || longest < 400) return letters;
    longest = Math.round(longest * 0.75);
  }
}

/** @type {string[]} */
let drawn = [];

/**
 * Shows a photo, or nothing.
 * @param {ParentNode} root
 * @param {unknown} letters base64 of a JPEG
 */
export function hang(root, letters) {
  const places = /** @type {HTMLImageElement[]} */ ([...root.querySelectorAll('img[data-photo]')]);
  for (const place of places) {
    place.hidden = typeof letters !== 'string' || letters === '';
    if (typeof letters !== 'string' || letters === '') continue;
    const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    const url = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
    drawn.push(url);
    place.src = url;
  }
}

/** Takes every photo out of memory: when a page goes, and at the lock. */
export function forget() {
  for (const url of drawn) URL.revokeObjectURL(url);
  drawn = [];
}
