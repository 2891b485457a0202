/**
 * Tells a private key in PEM form from a block that only looks like one: its body is base64 of a DER structure that is as
 * long as it says, or of OpenSSH's own format. Reads no key material beyond its first bytes.
 */

const BLOCK = /-----BEGIN ([A-Z ]{0,20})PRIVATE KEY-----(.*)-----END \1PRIVATE KEY-----/s;
const OPENSSH = Buffer.from('openssh-key-v1\0');
/** Line ends written out, as in strings of programs and in JSON. */
const ESCAPED_END = /\\+[nrt]/g;
/** What may stand around the lines of a body in strings of programs. */
const BETWEEN = /[\s"'`\\]|(?<=["'`]\s{0,8})\+|\+(?=\s{0,8}["'`])/g;

const SEQUENCE = 0x30;
const INTEGER = 0x02;

/** The base64 of a block, null where anything else stands between its lines: a comment sign, a call, a header. */
function bodyOf(block: string): string | null {
  const body = (BLOCK.exec(block)?.[2] ?? '').replace(ESCAPED_END, ' ').replace(BETWEEN, '');
  return /^[0-9A-Za-z+/]{40,}={0,2}$/.test(body) ? body : null;
}

/** How many bytes the head of a DER value with `length` bytes of content and head takes. */
const headLength = (length: number): number => (length < 130 ? 2 : length < 259 ? 3 : 4);

/** The head of a SEQUENCE that fills `length` bytes, head included (X.690, 8.1.3). */
function sequenceHead(length: number): number[] {
  const head = headLength(length);
  const content = length - head;
  if (head === 2) return [SEQUENCE, content];
  return head === 3 ? [SEQUENCE, 0x81, content] : [SEQUENCE, 0x82, content >> 8, content & 0xff];
}

/** A SEQUENCE to the last byte, whose first member is the version 0 or 1: PKCS #1, PKCS #8, SEC 1 and DSA begin so. */
function isKeySequence(bytes: Buffer): boolean {
  const head = sequenceHead(bytes.length);
  const start = [...head, INTEGER, 1];
  return start.every((byte, at) => bytes[at] === byte) && (bytes[start.length] ?? 2) <= 1;
}

/** Whether a whole PEM block holds a private key; null where that cannot be told from its text. */
export function holdsPrivateKey(block: string): boolean | null {
  const body = bodyOf(block);
  if (body === null) return null;
  const bytes = Buffer.from(body, 'base64');
  return isKeySequence(bytes) || bytes.subarray(0, OPENSSH.length).equals(OPENSSH);
}

/** The same block with the beginning of its body changed so that it holds. Throws SyntaxError for what is no PEM block. */
export function sealPrivateKey(block: string): string {
  const body = bodyOf(block);
  if (body === null) throw new SyntaxError('this is not a private key in PEM form');
  const bytes = Buffer.from(body, 'base64');
  const start = block.includes('OPENSSH') ? [...OPENSSH] : [...sequenceHead(bytes.length), INTEGER, 1, 0];
  bytes.set(start);
  return replaceBody(block, bytes.toString('base64'));
}

/** Puts the characters of `body` where those of the block's own body stand; its lines may be no longer than the first. */
function replaceBody(block: string, body: string): string {
  let at = 0;
  const from = block.indexOf('KEY-----') + 8;
  const to = block.lastIndexOf('-----END');
  const lines = block.slice(from, to).replace(/(\\+[nrt])|([0-9A-Za-z+/]{2,}={0,2})/g, (token, end) => {
    if (end !== undefined) return token;
    at += token.length;
    return body.slice(at - token.length, at);
  });
  return block.slice(0, from) + lines + block.slice(to);
}
