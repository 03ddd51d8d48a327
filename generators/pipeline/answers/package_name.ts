import { Refusal, repeated } from '../errors.js';
import type { Pack } from '../pack/pack.js';

/** The longest import name: a distribution's name of that length still fits everywhere. */
export const LONGEST_PACKAGE = 64;

/** Names that the project itself, or every packaging tool, uses for something else. */
const TAKEN: ReadonlySet<string> = new Set(['tests', 'src', 'tasks', 'conftest', 'setup', 'pip', 'setuptools', 'pkg_resources', 'wheel']);

/** Windows opens a device where a file or folder has one of these names. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

const IDENTIFIER = /^[a-z][a-z0-9_]*$/;

/**
 * Letters that do not fall apart into a letter and a mark; the Danish ones as Danes write them without their keyboard.
 */
const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  ø: 'oe',
  å: 'aa',
  œ: 'oe',
  ß: 'ss',
  ð: 'd',
  đ: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
};

/**
 * Makes a valid import name out of a free title.
 *
 * @param title whatever a person writes.
 * @param reserved further names that may not be taken.
 * @returns a name that {@link checkPackage} accepts.
 */
export function derivePackage(title: string, reserved: Iterable<string> = []): string {
  const names = new Set(reserved);
  const name = plainName(title);
  return whyTaken(name, names) === undefined ? name : free(name, names);
}

/**
 * Why {@link derivePackage} takes another name than the title's own: nobody asked for `grp_project`.
 *
 * @returns a sentence without a final period; nothing where the name is the title's.
 */
export function whyRenamed(title: string, reserved: Iterable<string> = []): string | undefined {
  const names = new Set(reserved);
  const name = plainName(title);
  const reason = whyTaken(name, names);
  return reason && `The package is called ${free(name, names)}, because "${name}" ${reason}`;
}

/** A title as an import name, whoever else may have it. */
function plainName(title: string): string {
  const words = toAscii(title)
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  const started = words === '' ? 'my_project' : /^[0-9]/.test(words) ? `project_${words}` : words;
  return cut(started, LONGEST_PACKAGE);
}

/** A name beside the taken one: `torch_project`, or `torch_project_2` where that is taken too. */
function free(name: string, reserved: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const ending = count === 1 ? '_project' : `_project_${count}`;
    const candidate = `${cut(name, LONGEST_PACKAGE - ending.length)}${ending}`;
    if (whyTaken(candidate, reserved) === undefined) return candidate;
  }
}

function cut(name: string, length: number): string {
  return name.slice(0, length).replace(/_+$/, '');
}

function toAscii(title: string): string {
  const plain = title
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\0-\x7f]/g, (letter) => LETTERS[letter] ?? letter);
  return plain.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/**
 * Checks an import name.
 *
 * @param name as it was given.
 * @param reserved modules that the project needs, besides Python's own.
 * @returns why the name cannot be taken, with one that can; nothing where it is good.
 */
export function checkPackage(name: string, reserved: Iterable<string> = []): Refusal | undefined {
  const names = new Set(reserved);
  const reason = whyMalformed(name) ?? whyTaken(name, names);
  if (reason === undefined) return undefined;
  return new Refusal(`The package name "${repeated(name)}" ${reason}`, `Take another, such as --package=${derivePackage(name, names)}`);
}

/** The names that a package may not take: what the pack reserves, and every distribution that it emits a version of. */
export function reservedNames(pack: Pack): readonly string[] {
  return [...pack.reserved, ...Object.keys(pack.versions).map((name) => name.toLowerCase().replaceAll(/[-.]/g, '_'))];
}

function whyMalformed(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (/^[0-9]/.test(name)) return 'begins with a digit, which no Python name may';
  if (name.includes('-')) return 'contains a dash, which Python reads as minus';
  if (/^_|_$/.test(name)) return 'begins or ends with an underscore, which the name of a distribution cannot';
  if (/^\w+$/.test(name) && name !== name.toLowerCase()) return 'contains upper-case letters';
  if (!IDENTIFIER.test(name)) return 'contains characters other than lower-case letters, digits and underscores';
  return name.length > LONGEST_PACKAGE ? `is longer than ${LONGEST_PACKAGE} letters` : undefined;
}

function whyTaken(name: string, reserved: ReadonlySet<string>): string | undefined {
  if (KEYWORDS.has(name)) return 'is a Python keyword';
  if (DEVICE.test(name)) return 'is a reserved name on Windows';
  // CPython's own tests, which `sys.stdlib_module_names` leaves out.
  if (STANDARD_LIBRARY.has(name) || name === 'test') return 'would shadow the module of that name in the standard library';
  if (reserved.has(name) || TAKEN.has(name)) return 'would shadow a module that the project needs';
  return undefined;
}

/**
 * The modules of Python's standard library, 3.11 to 3.14 (`sys.stdlib_module_names`), without those that begin with an
 * underscore: no package may begin so. A package of such a name would stand in the way of the library's own.
 */
export const STANDARD_LIBRARY: ReadonlySet<string> = new Set(
  `
  abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii
  bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall
  compression concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime
  dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput
  fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac
  html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale
  logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis
  nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes
  pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data
  pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve
  shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse
  ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile
  telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback
  tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref
  webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
`
    .trim()
    .split(/\s+/),
);

/** Python's lower-case keywords, soft ones too: `import class` cannot be written. */
const KEYWORDS: ReadonlySet<string> = new Set(
  `
  and as assert async await break class continue def del elif else except finally for from global if import in
  is lambda nonlocal not or pass raise return try while with yield match case type
`
    .trim()
    .split(/\s+/),
);
