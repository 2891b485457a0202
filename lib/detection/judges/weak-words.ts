/** Words that people put where a password belongs when they mean "a password goes here". */

export const WEAK_WORDS: ReadonlySet<string> = new Set(
  (
    'access account acct admin administrator alice anonymous api app application asdf auth authtoken bar baz blah bob bogus bot changeit changeme ' +
    'client cloud code consumer correct cred credential credentials data database db default demo dev developer development email empty ' +
    'fake field foo foobar ftp good guest hello hidden hunter id insecure invalid key keystone letme letmein local login lol me mail mailer ' +
    'manager master mock mongo mongodb my mysql name new none nobody nopass null old oauth operator oracle owner pass passcode passphrase passwd passw ' +
    'password passwords passwort pg postgres postgresql prod production project proxy psw pw pwd qux qwerty rabbit rabbitmq random raw real redis ' +
    'reader remote replace root sa safe sample scott secret secrete secrets secretkey secure sekret server service session shhh sid smtp some somebody ' +
    'someone something spec staging string strong sudo super supersecret sys system tbd temp test tester testing thepassword tiger tmp todo token top ' +
    'toor trustno undefined unknown unsafe usr user username value very weak web welcome whatever word world write writer wrong x xxx y your yourpassword ' +
    'z a an and b c d e f for goes here in is it of on or p s t the this to u with'
  ).split(' '),
);

const LONGEST_WORD = 16;

/**
 * How many weak words a text is made of, with nothing but digits and signs between and around them; null when something
 * else is left over. Letters must be lower case. Fewest words win.
 */
export function countWeakWords(text: string): number | null {
  const runs = text.match(/[a-z]+/g);
  if (runs === null) return null;
  let sum = 0;
  for (const run of runs) {
    const words = segment(run);
    if (words === null) return null;
    sum += words;
  }
  return sum;
}

/** The least number of weak words that, put together, spell `run`; null when none do. */
function segment(run: string): number | null {
  const least: (number | null)[] = [0];
  for (let end = 1; end <= run.length; end++) {
    let best: number | null = null;
    for (let start = Math.max(0, end - LONGEST_WORD); start < end; start++) {
      const before = least[start] ?? null;
      if (before === null || !WEAK_WORDS.has(run.slice(start, end))) continue;
      if (best === null || before + 1 < best) best = before + 1;
    }
    least[end] = best;
  }
  return least[run.length] ?? null;
}
