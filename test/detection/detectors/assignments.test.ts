import { describe, expect, test } from 'vitest';
import type { Planted } from '../assignment/planted.ts';
import { makePassword, makeToken, PASSWORD_LINES, TOKEN_LINES } from '../assignment/planted.ts';
import { scanAssignments } from './scan-assignments.ts';

const ROUNDS = 20;

/** How many of the values planted into a line are found whole, at medium confidence or better. */
function countFound([, path, line]: Planted, make: (seed: number) => string): number {
  const seeds = Array.from({ length: ROUNDS }, (_, seed) => seed + 1);
  return seeds.filter(seed => {
    const value = make(seed);
    const found = scanAssignments(
      line.replace('§', () => value),
      path,
    );
    return found.some(each => each.value === value && each.confidence !== null && each.confidence !== 'low');
  }).length;
}

describe('planted passwords', () => {
  test.each(PASSWORD_LINES)('%s', (...planted) => {
    expect(countFound(planted, makePassword)).toBeGreaterThanOrEqual(ROUNDS * 0.8);
  });
});

describe('planted tokens', () => {
  test.each(TOKEN_LINES)('%s', (...planted) => {
    expect(countFound(planted, makeToken)).toBeGreaterThanOrEqual(ROUNDS * 0.9);
  });
});

const shown = (text: string, path: string): string[] =>
  scanAssignments(text, path).flatMap(({ value, confidence }) =>
    confidence === null || confidence === 'low' ? [] : [value],
  );

describe('nothing is reported for', () => {
  test.each([
    ['a variable', 'a.py', 'password = user_password2\ntoken = next_token1()'],
    ['a call', 'a.js', 'const token = generateToken(32);'],
    ['an environment variable', 'a.js', 'const secret = process.env.SECRET_1;'],
    ['a reference in YAML', 'a.yml', 'password: $' + '{DB_PASSWORD_1}\ntoken: {{ token_9 }}\n'],
    ['a type', 'a.ts', 'type User = { password: string; token?: string | null };'],
    ['a column', 'a.sql', 'CREATE TABLE u (password varchar(255) NOT NULL);'],
    ['a placeholder', '.env', 'API_KEY=your-api-key-here\nDB_PASSWORD=changeme\nTOKEN=<token>\n'],
    ['a translation', 'de.json', '{"password": "Passwort", "yourpassword": "Lozinka:", "reset_password": "Hasło4you"}'],
    ['a sentence', 'a.txt', 'The password is sent to you. Password: required, 8 characters'],
    ['a label', 'a.html', '<label for="password1">Password1:</label><input type="password" name="password1">'],

    ['a concatenation', 'a.php', "$o = ['--password='.$connection['password'], 'x'];"],
    ['a format', 'a.py', 'print(f"password={password!r} token=%s" % token)'],
    ['a path', 'a.ini', 'password_file=/run/secrets/db1\npassword=/etc/secret/key9.pem\n'],
    ['a hash', 'a.rb', 'password_digest: "$2a$10$abcdefghijk1234567890"'],
    ['a list', 'a.py', "FIELDS = ['user', 'password', 'e2mail', 'x1y2z3']"],
    ['a generic', 'a.cs', 'List<Token>items1 = f(); CancellationToken>x'],
    ['an empty side', 'a.sh', 'password= other=1'],
    ['a log of tests', 'a.log', '--- PASS: TestParse/ipv6+zone2 (0.00s)'],
    ['an address behind a test', 'parse.js', 'pass_test("fd00:11:22:33:44:5555:6666:7777")'],
    ['a sign of autoconf', 'Makefile.in', 'AUTH_CFLAGS = @AUTH_CFLAGS1@'],
    ['a role', 'acl_test.go', 'createUser("anna", "editor", false); makeUser("uid1", "anna2")'],
    ['a method', 'a.js', "$password.trigger('focus'); password.set('hidden')"],
    ['a name as a value', 'conf.yml', 'basicAuthPassword: basic_auth_password\nsession_token: session_token1'],
    ['a secret of a cluster', 'a.prom', 'kube_secret_info{secret="kube-proxy-token-2xh5k"} 1'],
    ['a word in prose', 'a.rst', 'POST /proxy/pwdConfirm: check password; pass `base64decode` to it'],
    ['a library in a comment', 'ltmain.sh', 'fi # $pass = dlopen'],
    ['a translation with a sign', 'locale/tr.yml', 'field_password: Parola\nfield_password_new: YeniParola'],
    ['a ternary', 'qunit.js', 'li.className = ok ? "pass" : "fail3d";'],
    ['a flag', 'flags.go', 'var DbPassword = flag.String("driver_password7", "root", "")'],
    ['a variable over lines', 'a.py', "x(\n  password=trustee7['password'])\n"],
    ['a list of tables', 'auth.php', "'guard' => 'web', 'passwords' => 'users'"],
    ['a doubled alphabet', 'a_test.go', 'token: "123456.aabbccddeeffgghh"'],
    ['the alphabet in base64', 'a.yaml', 'secret: YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY='],
    ['a key of annotations', 'a.go', 'KubeServerEndpointAnnotationKey: "1.2.3::1234",'],
    ['an index of PHP', 'a.php', '$o[CURLOPT_USERPWD] = "$value[0]:$value[1]";'],
    ['a locale', 'a.json', '{"en_PW": "en_001"}'],
    ['a macro', 'a.conf', 'password = "$mssql_health_password1$"'],
    ['an upstream', 'nginx.conf', 'proxy_pass registryv2oauth:5000;'],
    ['a list of ciphers', 'a.go', 'const TLS_CIPHER_PSK = "kPSK+AES128"'],
    ['a selector', 'a.js', "'#snmpv3_authpassphrase', '#snmpv3_privpassphrase'"],
    ['an object that keeps credentials', 'a.args', '{"tls-creds":"objlibvirt-1-storage_tls0"}'],
    ['a backend', 'a.go', 'client.EnableAuth("userpass", "userpass", "")'],
    ['a step of a test', 'T.java', 'PASS("P002x7"); if (t != null) PASS("T017");'],
    ['a file in a changelog', 'ChangeLog', '* NEWS, src/auth.c: Bug#3501 - anonymous logins'],
    ['a comparison in a shell', 'ltmain.sh', 'if test "$pass" = dlpreopen || test "$x" != yes; then'],
    ['an output in C++', 'a.cc', '// cout <<"Found auth ("<<lrr.auth2<<") or an NS record"'],
    ['a hash of Perl', 'a.pl', 'bind($o{D}, password => "$opt{w1}", version => 3)'],
    // gate:allow generic-password -- a variable, which TypeScript does not show
    ['a user before a variable', 'a.py', 'b.relogin(path="/users", user="jussi7", password=good_one)'],
    ['a list of names in an attribute', 'a.xml', 'op-force-restart=" passwd " op-secure-digest1="1"'],
    // gate:allow generic-password -- a variable of a shell, which TypeScript does not show
    ['an expanded variable', 'a.sh', 'PGPASSWORD=X$long_password2 psql\nJWT_FLAGS="-I$x_ac_dir/include9"'],
    ['a comment behind a colon', 'a.py', '#if event == MODULE_EVENT_PASS: #pokud9 name'],
    ['an empty field before another', 'a.ini', ';; dbname= user= password= auth_user='],
    ['a protocol', 'a.cc', 'if (strcmp(token, "protocol=2.5") == 0) {'],
    ['a document', 'a.py', "('1.2', 'Modify Password', 'RFC3062')"],
    ['a forgery token', 'a.c', '* Cookie: csrftoken=acb65377798f32dc377ebb50316a12b5'],
    ['a flag of configure', 'configure', 'JWT_CPPFLAGS="-I$x_ac_cv_jwt_dir/include2"'],
    ['a docs identifier', 'a.go', '//  *token = yaml_token_t{1, 2}'],
  ])('%s', (_, path, text) => {
    expect(shown(text, path)).toEqual([]);
  });
});

describe('words of people count where they are plainly given', () => {
  test.each([
    ['a compound', 'a.py', 'password = "§"', ['test', 'pass', '9']],
    ['a compound in YAML', 'a.yml', 'MYSQL_ROOT_PASSWORD: §', ['my', 'pass', '77']],
    ['a word in code', 'a.rb', ":password => '§'", ['jelly', 'fish']],
    ['a word in a query beside its user', 'a.pl', "post('user=french&password=§')", ['fren', 'ch']],
    ['a word in a pair', 'a.go', 'r.SetBasicAuth("anna", "§")', ['gon', 'dola']],
    ['initials', 'a.ini', 'password=§', ['kq', 'jw', 'tz']],
    ['base64 with its padding', 'named.conf', 'secret "§";', ['B7HCXJs0', 'XnSPzypG5oHuGw', '==']],
    ['a short hexadecimal token', 'a.go', 'ACLToken: "§",', ['bed2', '377c']],
  ])('%s', (_, path, text, parts) => {
    const value = parts.join('');
    expect(shown(text.replace('§', value), path)).toEqual([value]);
  });
});

test('a name with two strong words is one match', () => {
  expect(scanAssignments(`secret_token: "${makeToken(1)}"`, 'a.py')).toHaveLength(1);
});

test('the kinds have rules of their own', () => {
  const rules = ['password', 'client_secret', 'access_token', 'api_key', 'auth'].map(
    name => scanAssignments(`${name} = "${makeToken(3)}"`, 'a.py')[0]?.rule,
  );
  expect(rules).toEqual([
    'generic-password',
    'generic-secret',
    'generic-token',
    'generic-api-key',
    'generic-credential',
  ]);
});

test('a key is found wherever it stands in a text', () => {
  const value = makeToken(5);
  for (let shift = 0; shift < 50; shift++)
    expect(shown(`${' '.repeat(shift)}apiKey="${value}"`, 'a.js')).toEqual([value]);
});
