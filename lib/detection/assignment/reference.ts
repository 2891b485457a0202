/** Tells right sides that point to a value, or that can be none: variables, calls, templates, types, paths, sentences. */

/** Whole values only: `^@\w+` and `^\w+\(.*` without their other end would eat passwords that hold signs. */
const WHOLE: readonly RegExp[] = [
  /^[$%@:&*#!.]?[$%@:]?\{{1,3}[^{}]*\}{1,3}$|^<[^<>]*>$|^\[[^[\]]*\]$|^\(.*\)$|^\{.*\}$/,
  /^\$[A-Za-z_][\w:.>[\]'-]*$|^%[A-Za-z_]\w*%$|^%\w$|^:[a-z_]\w*$|^@[A-Za-z_][\w.]*$|^![A-Z]\w*/,
  /^[A-Za-z_$][\w$.:>-]*(?:\(.*\)|\[["'\w$.-]+\])[;,.]?$/,
  /^(?:\$\(|`|process\.env|os\.(?:environ|getenv)|ENV\[|System\.getenv|import\.meta|env\.|secrets?\.|var\.|local\.|data\.|module\.|self\.|this\.|config\.|settings\.|params\.|options\.|request\.|args\.)/,
  /^(?:ENC\[|ENC\(|vault:|ref\+|arn:|op:\/\/|keyvault|ssm:|secretsmanager:|sm:\/\/|gcp:|awskms|kms:|env:|file:|classpath:|resource:|\{cipher\}|lookup|AQICA)/i,
  /^(?:https?|ftp|wss?|ldaps?|git|ssh|urn|data|mailto|s3|gs|chrome|about|javascript):|^\w{2,20}:\/\//i,
  /^(?:\.{0,2}|~)\/(?:[\w.@{}$*-]+\/){0,12}[\w.@{}$*-]*$|^[A-Za-z]:\\|^(?:[\w.-]+\/){1,8}[\w-]+\.[a-z]{1,5}$|^[\w-]{1,40}\.(?:json|ya?ml|txt|pem|key|crt|cer|p12|jks|pub|php|py|js|ts|rb|go|html?|xml|conf|cfg|ini|properties|env|png|svg|css|md|sh|secret|gpg|asc|kdbx?)$/,
  /^[\w.+-]+@[\w-]+\.[a-z][\w.]*$|^@[A-Z][A-Z\d_]*@$|^(?:[\da-f]{0,4}:){2,7}(?:[\da-f]{0,4}|\d+(?:\.\d+){3})(?:\/\d+)?$|^S-1-\d+(?:-\d+)*$/i,
  /^v?\d+(?:\.\d+){1,3}(?:[-+][\w.]+)?$|^\d+(?:\.\d+){3}|^\d{4}-\d\d-\d\d(?:[T ].*)?$|^\d{1,2}:\d\d(?::\d\d)?$/,
  /^\\{0,2}[A-Z]\w+(?:\\{1,2}[A-Z]\w*)+$|^\W*(?:\\u[0-9a-f]{4}\W*)+$|^\D*\d?\D*(?::|\xef\xbc\x9a)$/i,
  /^\*.*\*$|^[{[(<][\w.!:$-]*$|\\(?:x1b|033|e|u001b)\[|^[-+]?(?:0x)?[\d._]+(?:[ep][-+]?\d+)?i?$(?<=\D)/i,
  /^--?[A-Za-z][\w-]*(?:=|$)|^[^,=]+=[^,=]+,[\w.]+=|^\/.*\/[a-zA-Z]{0,4}$/,
  /^#[0-9a-f]{3,8}$|^0x[0-9a-f]{1,8}$|^[-+]?\d+(?:\.\d+)?(?:px|em|rem|ms|s|m|h|d|kb|mb|gb|%)$/i,
  /^\$2[abxy]?\$|^\$(?:1|5|6|argon2\w*|pbkdf2[\w-]*|scrypt|y|apr1)\$|^(?:pbkdf2_|bcrypt|argon2|scrypt:|sha\d+[:$]|md5[:$]|\{SSHA|\{SHA|\{CRYPT|\{MD5|\*[0-9A-F]{40}$)/i,
  /^-----BEGIN|^ssh-(?:rsa|ed25519)|^ecdsa-|^AAAA[BCE]3/,
  /^\^|\$$(?<=\W\$)|\[\^?\\?[\w]-[\w]|\(\?[:=!<]|\\[dws][+*]|\.[*+]\)?$|\)[+*?]$/,
  /^[.#]?[\w-]+(?:\[[\w-]+[*^$~|]?=|\s*>\s*[.#]?\w|:{1,2}(?:before|after|hover|focus|not|nth|first|last)\b)/,
  /^[\w-]*\|[\w:|,-]+$|^(?:[a-z]\w*\|){1,}/,
  /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/,
  /^&[a-z][\w-]*(?::[\w-]+)+$|^[<>]{1,2}\s?\$\w+$|^%(?:global|define)\b/i,
  /^\w+,[\w-]+=|^['"]{0,2}\$[A-Za-z_]\w*['"]{0,2}$|^[a-z/]+#[a-z_]{4,}$|^UA-\d{4,}-\d+$|^\[?[\d.:a-f]*\]?:\d{2,5}$|^(?:\\x[\da-f]{2})+$/i,
  /^-[A-Za-z]\$\w|^[a-z_]+=(?:$|\/|[\d.]+$)|^RFC\d{3,4}$|\.html?#|^ac_cv_|\\&\.?$|^\$[\w.]+\$$|^\+[A-Z\d.-]+(?::|$)|^#[a-z][a-z\d]*(?:[_-][a-z\d]+)+$|^(?:[a-z\d_-]+\/){2,8}[a-z_-]+\?$|^[A-Za-z_$][\w$.]*[[(]$|^\{\w+:|\w\[\d+\](?:\[\d+\])*\.\w|^(?:\w+ ?[=!]=(?!$)|[=!<>&|,;]{1,3}$|[\W_]+$)/,
];

/** Templates, formats and filler signs, anywhere in the value. */
const INSIDE =
  /[$%#]\{|\$[A-Za-z_]\w*(?:\[|\{|->)|<<|\{\$|\{\{|\}\}|<%|%>|#\{|\$\(|<[A-Za-z_][\w .:/-]*>|%\(\w+\)s|%[A-Z][A-Z_]{2,}%|\{[A-Za-z_]\w*(?:[.!:][^{}]*)?\}|%[-\d.]*[sdvq](?![\w%])|\{\d?\}|\u2026|\xe2\x80\xa6|\*{3}|\.{3}|\\n.*\\n|__\w+__|&(?:lt|gt|amp|nbsp);|^\s|\bnull\b/;

/** Names joined by dots and the like. Random tokens may look so, too: digits in several places tell them. */
const DOTTED = /^(?:[a-z_$][\w$]*(?:\.|::|->|\/)){1,}[A-Za-z_$][\w$]*$/i;

/** Two digits or more at the end, where they are no name of an algorithm. */
const NUMBERED = /(?<!sha|base|utf|md|x|oauth|aes|rsa|int|uint|float|http|ipv|crc|latin)\d{2,}$/i;

const isDottedName = (value: string): boolean =>
  DOTTED.test(value) && (value.match(/\d+/g)?.length ?? 0) < 2 && !NUMBERED.test(value);

/** Why the text of a right side, in latin1, is no secret by its form, or null. */
export function refuseForm(value: string): string | null {
  if (INSIDE.test(value)) return 'it holds a template, a format or filler';
  if (isDottedName(value) || WHOLE.some(pattern => pattern.test(value))) {
    return 'it is a reference, a path, a type or a digest';
  }
  return null;
}
