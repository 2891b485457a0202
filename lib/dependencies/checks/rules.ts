/** The documents of all rules that checks report by, for listings and reports. */

import type { RuleDoc } from '../../model/rule.ts';
import { INSTALL_SCRIPT } from './install-script.ts';
import { LOCKFILE_DRIFT } from './lockfile-drift.ts';
import { LOCKFILE_INTEGRITY } from './lockfile-integrity.ts';
import { NAME_RULES } from './names.ts';
import { UNDECLARED_IMPORT } from './undeclared-import.ts';
import { UNPINNED_SOURCE } from './unpinned-source.ts';
import { VULNERABLE_PACKAGE } from './vulnerable.ts';

export const PACKAGE_RULES: readonly RuleDoc[] = [
  ...NAME_RULES,
  VULNERABLE_PACKAGE,
  LOCKFILE_INTEGRITY,
  LOCKFILE_DRIFT,
  UNPINNED_SOURCE,
  INSTALL_SCRIPT,
  UNDECLARED_IMPORT,
];
