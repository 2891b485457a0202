/** The rules behind findings of assignments, one for each kind of credential that a name can name. */

import type { RuleDoc } from '../../model/rule.ts';
import type { Severity } from '../../model/severity.ts';
import type { CredentialKind } from './name.ts';

const REFERENCE = 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html';

const doc = (id: string, description: string, remediation: string, severity: Severity = 'high'): RuleDoc => ({
  id,
  service: 'Generic',
  description,
  severity,
  confidence: 'medium',
  remediation,
  references: [REFERENCE, 'https://cwe.mitre.org/data/definitions/798.html'],
});

export const ASSIGNMENT_RULES: Readonly<Record<CredentialKind, RuleDoc>> = {
  password: doc(
    'generic-password',
    'Password in an assignment',
    'Change the password wherever it is used and read it from the environment or a secret store instead.',
  ),
  secret: doc(
    'generic-secret',
    'Secret in an assignment',
    'Issue a new secret, withdraw this one and read it from the environment or a secret store instead.',
  ),
  token: doc(
    'generic-token',
    'Token in an assignment',
    'Revoke the token where it was issued and read its successor from the environment or a secret store.',
  ),
  key: doc(
    'generic-api-key',
    'Key in an assignment',
    'Revoke or rotate the key where it was issued and read its successor from the environment or a secret store.',
  ),
  credential: doc(
    'generic-credential',
    'Credential in an assignment',
    'Withdraw the credential and read its successor from the environment or a secret store instead.',
    'medium',
  ),
};
