/**
 * Finds many keywords in one pass over bytes, without regard to ASCII case. An Aho-Corasick automaton laid out as one flat
 * table, so that the inner loop is two array reads a byte. The table has a column for each class of bytes and is cut into
 * planes of 32 columns, the first of which holds the letters: what most steps read of a state are the 64 bytes of its row in
 * that plane, one line of the processor's cache, and what they read of all states lies close together.
 */

/** Flat and serialisable: the build writes it, the scan reads it back without building anything. */
export type Automaton = {
  /** Where the column of each byte begins in the table: 256 entries. */
  readonly columns: Int32Array;
  /** `table[columns[byte] + (state << 5)]` is the next state. Narrow where the states allow it: more of it stays near the processor. */
  readonly table: Uint16Array | Uint32Array;
  /** States at or above this one end at least one keyword. */
  readonly firstOutput: number;
  /** For the k-th output state, its keywords are `outputs[outputStart[k]] … outputs[outputStart[k + 1] - 1]`. */
  readonly outputStart: Int32Array;
  readonly outputs: Int32Array;
  /** Length of each keyword in bytes, by keyword number. */
  readonly lengths: Int32Array;
  /** The greatest of them; 0 without keywords. */
  readonly longest: number;
};

/** So many states fit into 16 bits. */
const NARROW = 65_536;

type Node = { next: Map<number, number>; fail: number; ends: number[] };

const foldByte = (byte: number): number => (byte >= 65 && byte <= 90 ? byte + 32 : byte);

const utf8 = (keyword: string): Buffer => Buffer.from(keyword, 'utf8');

function buildTrie(keywords: readonly string[]): Node[] {
  const nodes: Node[] = [{ next: new Map(), fail: 0, ends: [] }];
  keywords.forEach((keyword, number) => {
    let at = 0;
    for (const byte of utf8(keyword)) {
      const folded = foldByte(byte);
      let to = nodes[at]?.next.get(folded);
      if (to === undefined) {
        to = nodes.push({ next: new Map(), fail: 0, ends: [] }) - 1;
        nodes[at]?.next.set(folded, to);
      }
      at = to;
    }
    nodes[at]?.ends.push(number);
  });
  return nodes;
}

/** Sets fail links breadth first and lets every node end the keywords of its fail node too. Returns the visiting order. */
function linkFailures(nodes: Node[]): number[] {
  const order = [0];
  for (let head = 0; head < order.length; head++) {
    const at = order[head] ?? 0;
    for (const [byte, to] of nodes[at]?.next ?? []) {
      const node = nodes[to] as Node;
      let fail = nodes[at]?.fail ?? 0;
      while (at !== 0 && fail !== 0 && !nodes[fail]?.next.has(byte)) fail = nodes[fail]?.fail ?? 0;
      node.fail = at === 0 ? 0 : (nodes[fail]?.next.get(byte) ?? 0);
      node.ends.push(...(nodes[node.fail]?.ends ?? []));
      order.push(to);
    }
  }
  return order;
}

/** Columns of one plane, and as a power of two. */
const ROW = 32;
const PLANE = 5;
/** What a text is mostly made of, but for what is in no keyword: these come first. */
const COMMON = Buffer.from('abcdefghijklmnopqrstuvwxyz _."-');

/** The column of each byte; column 0 is "in no keyword". */
function assignColumns(nodes: readonly Node[]): { columns: Uint8Array; width: number } {
  const columns = new Uint8Array(256);
  const used = new Set(nodes.flatMap(node => [...node.next.keys()]));
  const rare = [...used].filter(byte => !COMMON.includes(byte)).sort((a, b) => a - b);
  let width = 1;
  for (const byte of [...COMMON.filter(each => used.has(each)), ...rare]) {
    columns[byte] = width;
    if (byte >= 97 && byte <= 122) columns[byte - 32] = width;
    width += 1;
  }
  return { columns, width };
}

/** Where the rows of a plane and the columns in them begin. */
const columnStart = (column: number, states: number): number => (column >> PLANE) * (states << PLANE) + (column % ROW);

/**
 * Builds the automaton of `keywords` (not empty, in any case; a match reports the keyword's number in this list).
 * Aho and Corasick, "Efficient string matching", 1975, with the goto function completed into a transition table.
 */
export function buildAutomaton(keywords: readonly string[]): Automaton {
  const nodes = buildTrie(keywords);
  const order = linkFailures(nodes);
  const { columns, width } = assignColumns(nodes);
  const starts = Array.from({ length: width }, (_, column) => columnStart(column, nodes.length));
  const quiet = order.filter(node => nodes[node]?.ends.length === 0);
  const loud = order.filter(node => nodes[node]?.ends.length !== 0);
  const stateOf = new Int32Array(nodes.length);
  [...quiet, ...loud].forEach((node, index) => {
    stateOf[node] = index;
  });
  const planeSize = nodes.length << PLANE;
  const size = Math.ceil(width / ROW) * planeSize;
  const table = nodes.length <= NARROW ? new Uint16Array(size) : new Uint32Array(size);
  for (const at of order) {
    const { next, fail } = nodes[at] as Node;
    const row = (stateOf[at] ?? 0) << PLANE;
    const from = (stateOf[fail] ?? 0) << PLANE;
    for (let plane = 0; plane < size; plane += planeSize)
      table.copyWithin(plane + row, plane + from, plane + from + ROW);
    for (const [byte, to] of next) table[(starts[columns[byte] ?? 0] ?? 0) + row] = stateOf[to] ?? 0;
  }
  const outputStart = new Int32Array(loud.length + 1);
  const outputs: number[] = [];
  loud.forEach((node, index) => {
    outputs.push(...(nodes[node]?.ends ?? []));
    outputStart[index + 1] = outputs.length;
  });
  const lengths = Int32Array.from(keywords, keyword => utf8(keyword).length);
  return {
    columns: Int32Array.from(columns, column => starts[column] ?? 0),
    table,
    firstOutput: quiet.length,
    outputStart,
    outputs: Int32Array.from(outputs),
    lengths,
    longest: lengths.reduce((longest, length) => Math.max(longest, length), 0),
  };
}

/** Growing list of (keyword number, start offset) pairs, reused from chunk to chunk. */
export type Hits = { keywords: Int32Array; starts: Int32Array; count: number };

export const createHits = (): Hits => ({ keywords: new Int32Array(1024), starts: new Int32Array(1024), count: 0 });

/** Makes room for `count` hits in all. */
export function reserveHits(hits: Hits, count: number): void {
  if (count <= hits.keywords.length) return;
  const length = Math.max(count, hits.keywords.length * 2);
  const keywords = new Int32Array(length);
  const starts = new Int32Array(length);
  keywords.set(hits.keywords);
  starts.set(hits.starts);
  hits.keywords = keywords;
  hits.starts = starts;
}

function addHits({ outputStart, outputs, lengths }: Automaton, output: number, end: number, hits: Hits): void {
  const last = outputStart[output + 1] as number;
  for (let index = outputStart[output] as number; index < last; index++) {
    const keyword = outputs[index] as number;
    reserveHits(hits, hits.count + 1);
    hits.keywords[hits.count] = keyword;
    hits.starts[hits.count] = end - (lengths[keyword] as number);
    hits.count += 1;
  }
}

/** Texts shorter than this are read in one go. */
const LEAST_SPLIT = 2048;

/** The state in which the text before `at` leaves the automaton; `longest` bytes before it settle that. */
function stateBefore({ columns, table, longest }: Automaton, bytes: Uint8Array, at: number): number {
  let state = 0;
  for (let from = Math.max(0, at - longest + 1); from < at; from++) {
    state = table[(columns[bytes[from] as number] as number) + (state << PLANE)] as number;
  }
  return state;
}

/**
 * Fills `hits` with every occurrence of every keyword in `bytes`, in no particular order. A step waits for the one before
 * it, so three parts of the text are read side by side; the later ones begin in the state that the text before them leads to.
 */
export function findKeywords(automaton: Automaton, bytes: Uint8Array, hits: Hits): void {
  const { columns, table, firstOutput } = automaton;
  const length = bytes.length;
  const second = length < LEAST_SPLIT ? 0 : Math.floor(length / 3);
  const third = 2 * second;
  hits.count = 0;
  let a = 0;
  let b = stateBefore(automaton, bytes, second);
  let c = stateBefore(automaton, bytes, third);
  for (let at = 0; at < second; at++) {
    a = table[(columns[bytes[at] as number] as number) + (a << PLANE)] as number;
    b = table[(columns[bytes[second + at] as number] as number) + (b << PLANE)] as number;
    c = table[(columns[bytes[third + at] as number] as number) + (c << PLANE)] as number;
    if (a >= firstOutput) addHits(automaton, a - firstOutput, at + 1, hits);
    if (b >= firstOutput) addHits(automaton, b - firstOutput, second + at + 1, hits);
    if (c >= firstOutput) addHits(automaton, c - firstOutput, third + at + 1, hits);
  }
  for (let at = third + second; at < length; at++) {
    c = table[(columns[bytes[at] as number] as number) + (c << PLANE)] as number;
    if (c >= firstOutput) addHits(automaton, c - firstOutput, at + 1, hits);
  }
}
