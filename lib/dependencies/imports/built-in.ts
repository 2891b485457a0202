/** Modules that come with the language itself, so that nobody declares them. */

/** https://nodejs.org/api/ (`builtinModules` of node:module), and those that other runtimes and bundlers bring. */
const NODE =
  'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http ' +
  'http2 https inspector module net os path perf_hooks process punycode querystring readline repl stream string_decoder sys timers ' +
  'tls trace_events tty url util v8 vm wasi worker_threads zlib freelist sqlite sea test electron bun deno vscode k6 server-only client-only';

/** https://docs.python.org/3/library/ (`sys.stdlib_module_names`), with what older versions had, and what every installation has. */
const PYTHON =
  '__future__ __main__ _thread _typeshed _winapi abc aifc annotationlib antigravity argparse array ast asynchat asyncio ' +
  'asyncore atexit audioop base64 bdb binascii binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code ' +
  'codecs codeop collections colorsys compileall compression concurrent configparser contextlib contextvars copy copyreg ' +
  'crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest dummy_threading email encodings ' +
  'ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch formatter fractions ftplib functools gc genericpath ' +
  'getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect ' +
  'io ipaddress itertools json keyword lib2to3 linecache locale logging lzma macpath macurl2path mailbox mailcap marshal ' +
  'math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode ' +
  'operator optparse os ossaudiodev parser pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix ' +
  'posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline ' +
  'reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr ' +
  'socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct ' +
  'subprocess sunau symbol symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios test textwrap this ' +
  'threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing ' +
  'unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc ' +
  'zipapp zipfile zipimport zlib zoneinfo ' +
  'pip setuptools pkg_resources wheel';

const NODE_MODULES = new Set(NODE.split(' '));
const PYTHON_MODULES = new Set(PYTHON.split(' '));

/** By the first part of its name. */
export const isNodeModule = (name: string): boolean => NODE_MODULES.has(name);
/** By its top-level name. */
export const isPythonModule = (name: string): boolean => PYTHON_MODULES.has(name) || name.startsWith('_');
