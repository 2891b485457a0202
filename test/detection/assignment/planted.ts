/** Lines as people write them with a secret in them, in the syntaxes of code, configuration, commands and documents. */

import { createRandom } from '../../../lib/text/random.ts';
import { sample } from '../../rules.ts';

/** `§` stands for the value. */
export type Planted = readonly [label: string, path: string, line: string];

/** Where passwords stand. */
export const PASSWORD_LINES: readonly Planted[] = [
  ['env', '.env', 'DB_PASSWORD=§'],
  ['env in quotes', '.env.production', 'export SMTP_PASSWORD="§"'],
  ['properties', 'application.properties', 'spring.datasource.password=§'],
  ['properties with blanks', 'db.properties', 'jdbc.password = §'],
  ['ini', 'my.cnf', '[client]\nuser = root\npassword = §\n'],
  ['yaml', 'values.yaml', 'database:\n  user: app\n  password: §\n'],
  ['yaml in quotes', 'values.yml', "  rootPassword: '§'"],
  ['yaml of Kubernetes', 'pod.yaml', '        - name: DB_PASSWORD\n          value: "§"\n'],
  ['yaml of Kubernetes, plain', 'pod.yaml', '        - name: DB_PASSWORD\n          value: §\n'],
  ['yaml of compose', 'docker-compose.yml', '    environment:\n      - POSTGRES_PASSWORD=§\n'],
  ['toml', 'config.toml', 'password = "§"'],
  ['json', 'config.json', '{"user": "app", "password": "§"}'],
  ['json in a string', 'body.js', 'send("{\\"user\\":\\"app\\",\\"password\\":\\"§\\"}");'],
  ['json pairs', 'task.json', '{"name": "DB_PASSWORD", "value": "§"}'],
  ['xml element', 'server.xml', '<password>§</password>'],
  ['xml attribute', 'tomcat-users.xml', '<user username="admin" password="§" roles="manager"/>'],
  ['xml key and value', 'web.config', '<add key="AdminPassword" value="§" />'],
  ['xml property', 'beans.xml', '<property name="password" value="§"/>'],
  ['xml named text', 'strings.xml', '<string name="db_password">§</string>'],
  ['connection string', 'appsettings.json', '"Default": "Server=db;Database=app;User Id=sa;Password=§;"'],
  ['connection string of libpq', 'db.py', 'connect("host=db user=app password=§ dbname=app")'],
  ['jdbc', 'Db.java', 'String url = "jdbc:mysql://db/app?user=root&password=§";'],
  ['python', 'settings.py', "DATABASES = {'default': {'PASSWORD': '§'}}"],
  ['python argument', 'main.py', 'client = connect(host="db", password="§")'],
  ['python default', 'settings.py', 'PASSWORD = os.environ.get("DB_PASSWORD", "§")'],
  ['python comparison', 'login.py', 'if password == "§":'],
  ['python annotation', 'conf.py', 'db_password: str = "§"'],
  ['javascript', 'index.js', "const dbPassword = '§';"],
  ['javascript object', 'index.mjs', '  password: "§",'],
  ['javascript default', 'index.js', "const password = process.env.DB_PASSWORD || '§';"],
  ['typescript field', 'user.ts', 'private readonly password: string = "§";'],
  ['java', 'Main.java', 'private static final String DB_PASSWORD = "§";'],
  ['java setter', 'Main.java', 'source.setPassword("§");'],
  ['java put', 'Main.java', 'props.put("mail.password", "§");'],
  ['kotlin', 'Main.kt', 'val password: String = "§"'],
  ['scala', 'Main.scala', 'val dbPassword = "§"'],
  ['groovy', 'build.gradle', "    password '§'"],
  ['go', 'main.go', 'password := "§"'],
  ['go struct', 'main.go', 'cfg := Config{User: "app", Password: "§"}'],
  ['go bytes', 'main.go', 'var password = []byte("§")'],
  ['go constant', 'main.go', 'const dbPassword string = "§"'],
  ['rust', 'main.rs', 'let password = "§";'],
  ['rust wrapper', 'main.rs', 'password: Some("§".to_string()),'],
  ['rust type', 'main.rs', 'const DB_PASSWORD: &\'static str = "§";'],
  ['c', 'main.c', 'const char *password = "§";'],
  ['c macro', 'wifi.h', '#define WIFI_PASSWORD "§"'],
  ['c++', 'main.cpp', 'std::string dbPassword{"§"};'],
  ['c#', 'Program.cs', 'var password = @"§";'],
  ['c# constructor', 'Program.cs', 'private string adminPassword = new string("§");'],
  ['php array', 'config.php', "'password' => '§',"],
  ['php define', 'wp-config.php', "define('DB_PASSWORD', '§');"],
  ['php env', 'database.php', "'password' => env('DB_PASSWORD', '§'),"],
  ['php variable', 'db.php', '$db_pass = "§";'],
  ['php index', 'config.inc.php', "$cfg['Servers'][$i]['password'] = '§';"],
  ['ruby', 'seed.rb', 'User.create!(email: "a@b.c", password: "§")'],
  ['ruby symbol', 'conf.rb', ':password => "§",'],
  ['perl', 'db.pl', 'my $password = "§";'],
  ['lua', 'conf.lua', 'local password = "§"'],
  ['swift', 'App.swift', 'let password: String = "§"'],
  ['dart', 'main.dart', "final String password = '§';"],
  ['elixir', 'dev.exs', '  password: "§",'],
  ['r', 'load.R', 'dbPassword <- "§"'],
  ['powershell', 'setup.ps1', '$Password = "§"'],
  ['terraform', 'main.tf', '  master_password = "§"'],
  ['sql user', 'init.sql', "CREATE USER app IDENTIFIED BY '§';"],
  ['sql role', 'init.sql', "ALTER ROLE app WITH PASSWORD '§';"],
  ['sql login', 'init.sql', "CREATE LOGIN app WITH PASSWORD = '§';"],
  ['docker env', 'Dockerfile', 'ENV MYSQL_ROOT_PASSWORD §'],
  ['docker arg', 'Dockerfile', 'ARG DB_PASSWORD=§'],
  ['shell', 'run.sh', 'export PGPASSWORD=§'],
  ['shell before a command', 'run.sh', 'PGPASSWORD=§ psql -h db app'],
  ['shell default', 'run.sh', `PASSWORD=${'$'}{DB_PASSWORD:-§}`],
  ['option', 'run.sh', 'tool login --user app --password §'],
  ['option with equals', 'run.sh', "tool login --password='§'"],
  ['option in a list', 'job.yaml', 'args: ["--password", "§"]'],
  ['mysql', 'backup.sh', "mysqldump -u root -p'§' app"],
  ['curl', 'deploy.sh', 'curl -u app:§ https://example.org/upload'],
  ['sshpass', 'deploy.sh', "sshpass -p '§' ssh app@host"],
  ['redis', 'redis.conf', 'requirepass §'],
  ['batch', 'run.bat', 'set DB_PASSWORD=§'],
  ['markdown', 'README.md', 'Log in as `admin`, password: `§`'],
  ['markdown code', 'README.md', '    DB_PASSWORD=§'],
  ['comment', 'main.py', '# password: §'],
  ['spanish', 'config.yml', 'contraseña: §'],
  ['german', 'config.ini', 'passwort = §'],
  ['french', 'config.php', "$mot_de_passe = '§';"],
  ['portuguese', 'config.properties', 'senha=§'],
  ['polish', 'config.yml', 'hasło: "§"'],
  ['russian', 'notes.txt', 'пароль: §'],
  ['chinese', 'notes.txt', '密码：§'],
  ['japanese', 'notes.md', 'パスワード: §'],
];

/** Where secrets, keys and tokens stand. */
export const TOKEN_LINES: readonly Planted[] = [
  ['env', '.env', 'API_KEY=§'],
  ['env secret', '.env', 'CLIENT_SECRET=§'],
  ['yaml', 'config.yaml', 'auth_token: §'],
  ['yaml nested', 'secrets.yml', 'production:\n  secret_key_base: §\n'],
  ['json', 'config.json', '{"clientSecret": "§"}'],
  ['json escaped', 'log.txt', '{\\"access_token\\":\\"§\\"}'],
  ['toml', 'app.toml', 'api-key = "§"'],
  ['properties', 'app.properties', 'jwt.secret=§'],
  ['python', 'settings.py', "SECRET_KEY = '§'"],
  ['python bytes', 'settings.py', "SECRET_KEY = b'§'"],
  ['javascript', 'app.js', 'const apiKey = "§";'],
  ['javascript object', 'app.js', '  accessToken: `§`,'],
  ['typescript', 'app.ts', 'export const API_TOKEN: string = "§";'],
  ['java', 'App.java', 'private String secretKey = "§";'],
  ['go', 'main.go', 'const apiToken = "§"'],
  ['rust', 'main.rs', 'api_key: String::from("§"),'],
  ['php', 'config.php', "'secret' => '§',"],
  ['ruby', 'config.rb', 'config.secret_key = "§"'],
  ['c#', 'App.cs', 'ApiKey = new Secret("§"),'],
  ['swift', 'App.swift', 'let apiKey = "§"'],
  ['terraform', 'main.tf', 'access_key = "§"'],
  ['shell', 'run.sh', 'export AUTH_TOKEN="§"'],
  ['option', 'run.sh', 'tool --api-key §'],
  ['query', 'urls.txt', 'https://example.org/v1/list?api_key=§&page=1'],
  ['xml', 'app.config', '<add key="ApiKey" value="§"/>'],
  ['markdown', 'README.md', 'Set `API key: §`'],
];

const WORDS =
  'walrus Dragon munich Sunflower tiger7 Cobalt maple Orchid Falcon bicycle Winter voyager pepper Granite'.split(' ');
const SIGNS = ['!', '#', '*', '+', '?', '%'];

/** A password as people think them out, or as a generator makes them. */
export function makePassword(seed: number): string {
  const random = createRandom(seed * 7919 + 13);
  const pick = <T>(list: readonly T[], fallback: T): T => list[Math.floor(random() * list.length)] ?? fallback;
  const word = pick(WORDS, 'walrus');
  const digits = String(Math.floor(random() * 8999) + 1000);
  const made = [
    `${word}${digits}`,
    `${word}${digits.slice(2)}${pick(SIGNS, '!')}`,
    `${word}_${pick(WORDS, 'maple')}${digits}`,
    sample('{alnum:10}', seed),
    sample('{alnum:16}', seed),
    `${sample('{lower-alnum:8}', seed)}9x`,
    `${word.replace('a', '4').replace('e', '3')}${digits.slice(1)}`,
  ];
  return pick(made, word);
}

const TOKENS = [
  '{alnum:20}',
  '{alnum:32}',
  '{hex:32}',
  '{hex:40}',
  '{base64:43}=',
  '{lower-alnum:24}',
  '{base64url:48}',
  '{alnum:16}',
];

export const makeToken = (seed: number): string => sample(TOKENS[seed % TOKENS.length] ?? '{alnum:32}', seed);
