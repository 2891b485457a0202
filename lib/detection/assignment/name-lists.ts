/** The words that make a name the name of a credential, that belong to one without changing it, and that refute it. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Also at the end of a joined word: `dbpassword`, `rootpasswd`. */
export const PASSWORD_ENDS =
  /(?:password|passwd|passwrd|passphrase|passcode|passwort|kennwort|pwd|psw|contrasena|contrasenya|motdepasse|mdp|senha|haslo|losenord|wachtwoord|parola|parool|salasana|heslo|jelszo|lozinka|adgangskode|sifre|requirepass|sshpass|пароль|密码|密碼|口令|パスワード|비밀번호)$/;
export const SECRET_ENDS = /(?:secret|sekret|geheimnis)$/;
export const TOKEN_ENDS = /(?:token|jwt)$/;
export const KEY_ENDS = /(?:apikey|accesskey|secretkey|privatekey|authkey|masterkey|encryptionkey|signingkey|appkey)$/;
export const CREDENTIAL_ENDS = /(?:credential|credentials|masterauth)$/;

/** Whole words only: `bypass` and `author` are none. */
export const WHOLE = new Map<string, 'password' | 'token' | 'credential'>([
  ['pass', 'password'],
  ['pw', 'password'],
  ['psk', 'password'],
  ['passe', 'password'],
  ['clave', 'password'],
  ['passwords', 'password'],
  ['auth', 'credential'],
  ['cred', 'credential'],
  ['creds', 'credential'],
]);

/** A joined `…pass` counts behind these. */
export const BEFORE_PASS = words(
  'admin api auth database db email ftp http irc key keystore ldap login mail mongo my mysql new old pg postgres proxy rabbit redis root smtp ssh sudo truststore user vpn web wifi',
);

/** A key is a credential only with one of these before it: there are keys of maps, of caches and of translations. */
export const KEY_QUALIFIERS = words(
  'access account admin aes api app application auth aws azure cipher client consumer crypt crypto deploy des enc encrypt encryption google hmac jwt license ' +
    'mailgun maps master private rsa secret security sendgrid server service session shared sign signing ssh storage stripe subscription token twilio user write',
);

/** A key of one of these is the key of a map, whatever else the name holds. */
export const KEYS_OF_MAPS = words(
  'annotation attribute cache column config configuration context event extension field foreign index label locale map message meta object option order parameter partition primary property ' +
    'query registry row setting settings sort state table tag translation type value',
);

/** Servers pass requests on to what these name: `proxy_pass`. */
export const PASSING_ON = words('proxy fastcgi uwsgi scgi grpc memcached');

/** They stand behind the strong word and leave the name what it is. */
export const TAILS = words(
  'a access admin again api app auth aws b b64 backend base base64 basic bearer bytes c client confirm confirmation confirmed const correct current data db ' +
    'default demo dev development env fallback ftp github gitlab good hex input key literal live local mail main mongo mysql new oauth old one override password plain plaintext ' +
    'postgres prod production raw real redis refresh repeat right root s second secret secrets server slack smtp ssh staging stg str string stripe test testing text ' +
    'token twilio two user v val value x y',
);

/** Behind the strong word they make the name that of something else. */
export const REFUSING_BEHIND = words(
  'accessor action adapter age alg algo algorithm allow alphabet and append apply arg args arn at attr attribute audience author authority bar begin binding bits border ' +
    'builder button by bypass cache callback category cell chain change changed changes channel char chars check cipher ciphers class clear cmd code codes col column columns command compare component ' +
    'confirmlabel constraint contains controller copy cost count counter create created css date days decode delete desc description digest dir directory disable disabled doc docs domain driver duration ' +
    'enable enabled encode encoder encoding encrypted end endpoint endswith env error errors event example exp expiration expire expired expires expiry extractor factory failed failure field ' +
    'fields file filename files filter find fingerprint first flag flow fn folder for forgot forgotten form format frame from func function generate generator get group groups guard handler has ' +
    'hash hashed hashes header headers help helper hidden hint host html i18n icon id identifier ids ignore image img in includes index info input iv interceptor invalid ip is issuer iterations join ' +
    'kid kind label lang last legend len length level lifetime limit link list loader locale location lookup lower manager map mapping match matches max md5 message method methods min missing mode module mount msg ' +
    'name names namespace need needed needs next no nonce not notice num number of off offset on opt option options opts or order owner package page pair pairs param parameter ' +
    'params parse parser path paths pattern placeholder plugin policy pool pop port pos position prefix prev prompt prop properties property provider pub public push put question queue re read ' +
    'reader realm reason recovery redirect ref reference regex regexp region registry remove replace req request require required requirements requires res reset resolver resource response result ring role roles rotation ' +
    'rounds row rule rules salt save schema scheme scope scopes selector send separator service set sha sha1 sha256 sha512 show sign signature size slice sort source space spec split start startswith state status step store ' +
    'strategy strength strip style sub substring success suffix switch tab table tag template thumbprint time timeout timestamp tip title to tooltip topic transport trim ttl type types uid uint uint64 up ' +
    'update upper uri url urls usage use username users using uuid valid validate validation validator validity var variable vault verify version view visible volume warning with without words writer xpath',
);

/** Before the strong word they make it a question, a deed or something that everybody may see. */
export const REFUSING_BEFORE = words(
  'after authenticity bad cancel cancellation changed cipher ciphersuite clear continuation continue count create csrf delete disable edit emit empty enable encrypted error eof err expect expired find fingerprint forgot forgotten get ' +
    'generate has hash hashed hide i18n if invalid is keyword label last lexer list lost lookup match max min missing next no noun null onclick page pagination parse peek primary prev prompt ' +
    'pub public publishable regex remind remove require required reset review saml2sp scan send show site strtok syntax t text title to toggle translate trans unexpected unset update verify ' +
    'without wrong xsrf',
);
