/**
 * Learns how letters follow each other in words and in names of programs, and writes lib/detection/judges/bigrams.ts.
 * Run it over folders of prose and code: `node scripts/learn-bigrams.js FOLDER…`.
 */

import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TEXT = /\.(?:md|txt|rst|html?|py|js|ts|go|rb|java|php|rs|c|h|ya?ml|json|adoc)$/;
const WORD = /(?<![A-Za-z0-9+/=])[A-Za-z]?[a-z]{2,17}(?![A-Za-z0-9+/=])/g;
const LARGEST_FILE = 400_000;
/** Each word counts this often at most, so that `the` and `function` do not drown the rest. */
const MOST = 8;
const LETTERS = 26;
const STEPS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/';

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile() && TEXT.test(entry.name) && statSync(path).size < LARGEST_FILE) yield path;
  }
}

/** Words that stand in two files at least, with the number of those files: what one file alone holds may be data. */
function countWords(folders) {
  const files = new Map();
  for (const path of folders.flatMap(folder => [...filesBelow(folder)])) {
    const text = readFileSync(path, 'latin1').replace(/([a-z])([A-Z])/g, '$1 $2');
    for (const word of new Set(text.match(WORD)?.map(each => each.toLowerCase()))) {
      files.set(word, (files.get(word) ?? 0) + 1);
    }
  }
  return new Map([...files].filter(([, count]) => count >= 2));
}

/** A logarithm of −4 to 2.3 in steps of a tenth, as one character. */
const step = ratio => STEPS[Math.max(0, Math.min(STEPS.length - 1, Math.round((ratio + 4) * 10)))];

function learnTable(words) {
  const counts = Array.from({ length: LETTERS }, () => new Array(LETTERS).fill(0.5));
  for (const [word, count] of words) {
    for (let at = 1; at < word.length; at++) {
      counts[word.charCodeAt(at - 1) - 97][word.charCodeAt(at) - 97] += Math.min(MOST, count);
    }
  }
  return counts.map(row => {
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map(count => step(Math.log((count / sum) * LETTERS))).join('');
  });
}

const folders = process.argv.slice(2);
if (folders.length === 0) throw new Error('name the folders to learn from');
const words = countWords(folders);
const rows = learnTable(words);
writeFileSync(
  join(import.meta.dirname, '../lib/detection/judges/bigrams.ts'),
  `/**
 * How likely one letter follows another in words and in names of programs, against chance. Learnt by scripts/learn-bigrams.js
 * from ${words.size} words of the documentation and source code of free software. Generated: do not edit.
 */

/** A row is the first letter, a column the second: tenths of a natural logarithm from −4 on, as digits of \`STEPS\`. */
export const BIGRAMS: readonly string[] = [
${rows.map(row => `  '${row}',`).join('\n')}
];

export const STEPS = '${STEPS}';
`,
);
console.log(`${words.size} words`);
