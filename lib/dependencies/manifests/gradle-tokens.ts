/** What the readers of Gradle's build scripts share: statements with the blocks that they stand in, and variables. */

import { type CodeToken, readCodeTokens } from './code-tokens.ts';
import { substitute } from './substitute.ts';

export type GradleStatement = {
  readonly tokens: readonly CodeToken[];
  /** The words that open the blocks around it, outermost first: `buildscript`, `dependencies`. */
  readonly blocks: readonly string[];
};

export const isSign = (token: CodeToken | undefined, text: string): boolean =>
  token?.kind === 'sign' && token.text === text;

/** Blocks deeper than this are not told apart. */
const DEEPEST = 50;

/** The statements of a script, with those that open a block as well. Brackets of one statement may go over lines. */
export function readGradleStatements(text: string): readonly GradleStatement[] {
  const statements: GradleStatement[] = [];
  const blocks: string[] = [];
  let tokens: CodeToken[] = [];
  let brackets = 0;
  const close = (): void => {
    if (tokens.length > 0) statements.push({ tokens, blocks: blocks.slice(0, DEEPEST) });
    tokens = [];
    brackets = 0;
  };
  for (const token of readCodeTokens(text, 'gradle')) {
    if (token.kind === 'end') {
      if (brackets <= 0 && !isSign(tokens.at(-1), ',')) close();
    } else if (isSign(token, ';')) close();
    else if (isSign(token, '{')) {
      const [first] = tokens;
      close();
      blocks.push(first?.text ?? '');
    } else if (isSign(token, '}')) {
      close();
      blocks.pop();
    } else {
      if (isSign(token, '(') || isSign(token, '[')) brackets++;
      else if (isSign(token, ')') || isSign(token, ']')) brackets--;
      tokens.push(token);
    }
  }
  close();
  return statements;
}

/** Text by the name of the variable; null where it is given several. */
export type GradleVariables = ReadonlyMap<string, string | null>;

/** Every `name = "text"` (`def x =`, `val x =`, `ext.x =`, `extra["x"] =`), whatever it belongs to, and `set("x", "text")`. */
export function readGradleVariables(statements: readonly GradleStatement[]): GradleVariables {
  const found = new Map<string, string | null>();
  const define = (name: string, value: string): void => {
    found.set(name, found.has(name) && found.get(name) !== value ? null : value);
  };
  for (const { tokens } of statements) {
    for (let index = 1; index < tokens.length - 1; index++) {
      const value = tokens[index + 1];
      const last = isSign(tokens[index - 1], ']') ? tokens[index - 2] : tokens[index - 1];
      const isNamed = last?.kind === 'word' || last?.kind === 'string';
      if (value?.kind !== 'string' || last === undefined || !isNamed) continue;
      if (isSign(tokens[index], '=') || isSign(tokens[index], ':')) define(last.text, value.text);
    }
    const [set, , name, , value] = tokens;
    if (set?.text === 'set' && name?.kind === 'string' && value?.kind === 'string') define(name.text, value.text);
  }
  return found;
}

const REFERENCE = /\$\{?([A-Za-z_][\w.]{0,200})\}?/g;

/** A string with the variables that the same script defines, or as written where one is not known. */
export function fillGradle({ text, plain }: CodeToken, variables: GradleVariables): string {
  if (plain) return text;
  const filled = substitute(text, REFERENCE, path => variables.get(path.split('.').at(-1) ?? '') ?? undefined);
  return filled ?? text;
}
