/** Reads zip archives from bytes. The one file that imports `yauzl`. */

import { promisify } from 'node:util';
import { crc32, inflateRawSync } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { fromBufferPromise } from 'yauzl';

/** A record of OSV has a few thousand bytes; what is far larger is no record, or made to fill the memory. */
const LARGEST_ENTRY = 64_000_000;

const [STORED, DEFLATED] = [0, 8];

function unpack(bytes: Buffer, start: number, entry: Entry): Buffer {
  const packed = bytes.subarray(start, start + entry.compressedSize);
  if (packed.length !== entry.compressedSize) throw new Error(`${entry.fileName} is cut short`);
  if (entry.uncompressedSize > LARGEST_ENTRY) throw new Error(`${entry.fileName} is too large`);
  const { compressionMethod: method } = entry;
  if (method !== STORED && method !== DEFLATED) throw new Error(`${entry.fileName} is packed in an unknown way`);
  const content =
    method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.uncompressedSize) });
  if (content.length !== entry.uncompressedSize || crc32(content) !== entry.crc32) {
    throw new Error(`${entry.fileName} is damaged`);
  }
  return content;
}

async function visitEntries(
  zip: ZipFile,
  bytes: Buffer,
  visit: (name: string, content: Buffer) => void,
): Promise<number> {
  const readHeader = promisify(
    (entry: Entry, done: (error: Error | null, header: { fileDataStart: number }) => void): void =>
      zip.readLocalFileHeader(entry, { minimal: true }, done),
  );
  let count = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    const { fileDataStart } = await readHeader(entry);
    visit(entry.fileName, unpack(bytes, fileDataStart, entry));
    count++;
  }
  return count;
}

/** Calls `visit` with each file of the archive and returns how many there were. Rejects with an Error that says what is wrong with it. */
export async function visitZip(bytes: Buffer, visit: (name: string, content: Buffer) => void): Promise<number> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  return visitEntries(zip, bytes, visit);
}
