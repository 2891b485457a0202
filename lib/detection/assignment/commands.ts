/** Commands and statements that name a password by their grammar and not by a name: `curl -u`, `mysql -p`, `sshpass -p`, SQL. */

import type { RightSide } from './context.ts';

const VALUE = `(?:"([^"\\n]{1,200})"|'([^'\\n]{1,200})'|([^\\s'"\`;|&)<>\\\\]{1,200}))`;

const COMMANDS: readonly (readonly [keyword: string, pattern: RegExp])[] = [
  ['curl ', /^curl [^\n|;]{0,200}?(?:-u|--user|--proxy-user)[ =]?["']?[^\s:"'$]{1,80}:([^\s"'`@|;\\]{1,200})/di],
  ['mysql', new RegExp(`^mysql(?:dump|admin|import|show|check)? [^\\n|;]{0,120}?(?<= )-p${VALUE}`, 'id')],
  ['sshpass', new RegExp(`^sshpass[^\\n|;]{0,40}? -p ?${VALUE}`, 'id')],
  ['identified', /^identified (?:with \w+ )?by (?:password )?["']([^"'\n]{1,200})["']/di],
];

/** The value in a command that begins at the start of `text`, or null. Each pattern reads one line. */
export function readCommand(text: string): RightSide | null {
  const lower = text.slice(0, 10).toLowerCase();
  for (const [keyword, pattern] of COMMANDS) {
    if (!lower.startsWith(keyword)) continue;
    const groups = pattern.exec(text)?.indices?.slice(1) ?? [];
    const span = groups.find(each => each !== undefined);
    if (span !== undefined) return { start: span[0], end: span[1], quoted: true };
  }
  return null;
}
