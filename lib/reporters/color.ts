/** The colours of the text report: meaning in, escape sequences or nothing out. The one file that imports picocolors. */

import picocolors from 'picocolors';
import type { Severity } from '../model/severity.ts';

type Paint = (text: string) => string;

export type Palette = {
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly heading: Paint;
  readonly path: Paint;
  readonly rule: Paint;
  readonly faint: Paint;
  readonly link: Paint;
  readonly good: Paint;
  readonly warning: Paint;
  readonly bad: Paint;
};

/** Without `color` every paint gives its text back as it is. Reads no environment: the caller has decided. */
export function createPalette(color: boolean): Palette {
  const { bold, dim, red, yellow, cyan, green, underline, magenta, blue } = picocolors.createColors(color);
  return {
    severity: {
      critical: text => bold(magenta(text)),
      high: text => bold(red(text)),
      medium: text => bold(yellow(text)),
      low: text => bold(blue(text)),
    },
    heading: text => bold(text),
    path: text => bold(text),
    rule: text => cyan(text),
    faint: text => dim(text),
    link: text => underline(text),
    good: text => bold(green(text)),
    warning: text => bold(yellow(text)),
    bad: text => bold(red(text)),
  };
}
