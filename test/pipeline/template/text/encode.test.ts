import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { encodeText } from '../../../../generators/pipeline/template/text/encode.js';
import { textFormatOf } from '../../../../generators/pipeline/template/text/text_format.js';
import { shownText } from '../../../support/shown_text.js';

/** What a person can type, and what a person cannot. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        '"',
        "'",
        '\\',
        '\n',
        '\r',
        '\t',
        '\0',
        '\u007f',
        '\u0085',
        '\u2028',
        '\ufeff',
        '#',
        ': ',
        '${x}',
        '{{',
        '"""',
        "'''",
        '\\N{BULLET}',
        '🙂',
        'é',
        ' ',
        '-',
        '<!--',
      ),
    )
    .map((parts) => parts.join('')),
);

/** What a file can hold of a text. */
function wholeOf(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

const SHOWN: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#123;': '{',
  '&#125;': '}',
};

describe('a text in a file', () => {
  it('comes back as it was from TOML', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(parseToml(`a = ${encodeText(text, 'toml')}\n`)).toEqual({ a: text });
      }),
      { numRuns: 500 },
    );
  });

  it('comes back as it was from a script, and ends no template literal', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const written = encodeText(text, 'script');
        expect(JSON.parse(written)).toBe(wholeOf(text));
        expect(written).not.toMatch(/[`$\n\r\u2028\u2029]/);
      }),
      { numRuns: 500 },
    );
  });

  it('is the content of an element, in HTML as in XML, and begins nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const written = encodeText(text, 'markup');
        expect(written).not.toMatch(/[<>"'{}\0-\u0008\u000b\u000c\u000e-\u001f]|&(?!(?:amp|lt|gt|quot|#39|#123|#125);)/);
        const shown = written.replace(/&(?:amp|lt|gt|quot|#39|#123|#125);/g, (entity) => SHOWN[entity] ?? '');
        expect(shown).toBe(wholeOf(text).replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '\ufffd'));
      }),
      { numRuns: 500 },
    );
  });

  it('is printed by LaTeX sign by sign, and stays in its paragraph', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const written = encodeText(text, 'tex');
        const shown = written
          .replace(
            /\\text(backslash|asciitilde|asciicircum)\{\}/g,
            (_, name: string) => ({ backslash: '\u0001', asciitilde: '~' })[name] ?? '^',
          )
          .replace(/\\([{}$&#_%])/g, '$1');
        expect(shown.replaceAll('\u0001', '\\')).toBe(wholeOf(text).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '));
        expect(written.replace(/\\(?:text\w+\{\}|[{}$&#_%])/g, '')).not.toMatch(/[\\{}$&#_%~^\n\r]/);
      }),
      { numRuns: 500 },
    );
  });

  it('comes back as it was from YAML, in a block and in brackets', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const written = encodeText(text, 'yaml');
        expect(parseYaml(`a: ${written}\nb:\n  - ${written} # c\nc: [${written}, {d: ${written}}]\n`)).toEqual({
          a: text,
          b: [text],
          c: [text, { d: text }],
        });
      }),
      { numRuns: 500 },
    );
  });

  it('comes back as it was from JSON', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(JSON.parse(encodeText(text, 'json'))).toBe(text);
      }),
    );
  });

  it.skipIf(spawnSync('python3', ['--version']).status !== 0)('comes back as it was from Python', () => {
    const texts = fc.sample(anyText, 400);
    const lines = texts.map((text) => encodeText(text, 'python'));
    expect(lines.every((line) => !line.includes('\n') && !line.includes('\r'))).toBe(true);
    const program = 'import ast, json, sys\nprint(json.dumps([ast.literal_eval(line) for line in json.load(sys.stdin)]))';
    const { stdout } = spawnSync('python3', ['-c', program], { input: JSON.stringify(lines), encoding: 'utf8' });
    expect(JSON.parse(stdout)).toEqual(texts);
  });

  it.skipIf(spawnSync('bash', ['--version']).status !== 0)('comes back as it was from a shell, which runs nothing of it', () => {
    const texts = ['$(exit 3)', '`exit 3`', "'; exit 3; '", '!!', ...fc.sample(anyText, 200)];
    const lines = texts.map((text) => `X=${encodeText(text, 'shell')}\nprintf '%s\\0' "$X"`);
    const { stdout, stderr, status } = spawnSync('bash', [], { input: lines.join('\n'), encoding: 'utf8' });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout.split('\0').slice(0, -1)).toEqual(texts.map((text) => wholeOf(text).replaceAll('\0', '\ufffd')));
  });

  it.skipIf(spawnSync('python3', ['--version']).status !== 0)('comes back from INI files and tables as Python reads them', () => {
    const texts = ['50 % off', '%(x)s', '=1+1', 'a"b', ...fc.sample(anyText, 200)];
    const files = texts.map((text) => [`[a]\nb = ${encodeText(text, 'settings')}\n`, `x,${encodeText(text, 'table')},y\r\n`]);
    const program = `import configparser, csv, io, json, sys
def read(settings, table):
    parser = configparser.ConfigParser(); parser.read_string(settings)
    [row] = csv.reader(io.StringIO(table, newline=""))
    return [parser["a"]["b"], row]
print(json.dumps([read(*pair) for pair in json.load(sys.stdin)]))`;
    const { stdout } = spawnSync('python3', ['-c', program], { input: JSON.stringify(files), encoding: 'utf8' });
    const cell = (text: string): string => wholeOf(text).replace(/^[=+\-@\t\r]/, ' $&');
    const line = (text: string): string => text.replace(/[\p{Surrogate}\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
    expect(JSON.parse(stdout)).toEqual(texts.map((text) => [line(text), ['x', cell(text), 'y']]));
  });

  it('is shown by reStructuredText sign by sign, whatever line it begins', () => {
    expect(encodeText('Birds & songs::', 'rest')).toBe('Birds \\& songs\\:\\:');
    expect(encodeText('.. raw:: html', 'rest')).toBe('\\.\\. raw\\:\\: html');
    expect(encodeText('1. é `x` *y* z_ |w| ~', 'rest')).toBe('1\\. é \\`x\\` \\*y\\* z\\_ \\|w\\| \\~');
  });

  it('has the quotes in Python that ruff would choose', () => {
    expect(encodeText('it is', 'python')).toBe('"it is"');
    expect(encodeText("it's", 'python')).toBe('"it\'s"');
    expect(encodeText('a "b"', 'python')).toBe(`'a "b"'`);
    expect(encodeText(`it's "b"`, 'python')).toBe(`'it\\'s "b"'`);
    expect(encodeText(`it's "b`, 'python')).toBe('"it\'s \\"b"');
    expect(encodeText('\\"', 'python')).toBe(`'\\\\"'`);
  });

  it('is one line everywhere but in plain text', () => {
    for (const format of ['toml', 'yaml', 'json', 'python', 'markdown', 'rest', 'settings'] as const) {
      expect(encodeText('a\nb\r\nc\u2028d\u0085e', format)).toMatch(/^[^\n\r\u2028\u0085]*$/);
    }
  });

  it('cannot hide what it says by turning lines around', () => {
    expect(encodeText('a\u202eb\u200b', 'python')).toBe('"a\\u202eb\\u200b"');
  });

  it('shows in Markdown as it was written', () => {
    expect(encodeText('<script>alert(1)</script> & co', 'markdown')).toBe('&lt;script&gt;alert\\(1\\)&lt;/script&gt; &amp; co');
    expect(encodeText('a | b `c` $d$ ~e~ *f* _g_ h_i', 'markdown')).toBe(
      'a &#124; b \\`c\\` &#36;d&#36; &#126;e&#126; \\*f\\* \\_g\\_ h_i',
    );
    expect(encodeText('[a](b) ![c] {{ d }} \\', 'markdown')).toBe('\\[a\\]\\(b\\) !\\[c\\] \\{\\{ d \\}\\} \\\\');
    expect(encodeText('# a', 'markdown')).toBe('\\# a');
    expect(encodeText('1. a', 'markdown')).toBe('1\\. a');
    expect(encodeText('- a', 'markdown')).toBe('\\- a');
    expect(encodeText('===', 'markdown')).toBe('&#61;==');
    expect(encodeText('    code', 'markdown')).toBe('code');
    expect(encodeText('https://github.com/me/my_repo', 'markdown')).toBe('https://github.com/me/my_repo');
  });

  it('loses nothing in Markdown, in a heading, in a sentence, in a list and in a table', () => {
    const signs = [
      ...'abc 1._-*`<>&|$~[](){}\\#+=:!é🙂"\'/@^,;?%',
      'http://',
      'www.a.b',
      '&amp;',
      '&#35;',
      '```',
      '~~~',
      '---',
      '<b>',
      '-->',
      '  ',
    ];
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...signs), minLength: 1, maxLength: 12 }), (text) => {
        const written = encodeText(text, 'markdown');
        if (written === '') return;
        const page = `# ${written}\n\n${written}\n\n- ${written}\n\n| a |\n| --- |\n| ${written} |\n`;
        expect(linesOf(shownText(page))).toEqual([text, text, text, 'a', text].map(oneSpaced));
      }),
      { numRuns: 500 },
    );
  });
});

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(oneSpaced)
    .filter((line) => line !== '');
}

/** As a page shows it: blanks in a row are one. */
function oneSpaced(text: string): string {
  return text.trim().replaceAll(/ +/g, ' ');
}

describe('the format of a file', () => {
  it.each([
    ['pyproject.toml', 'toml'],
    ['mkdocs.yml', 'yaml'],
    ['CITATION.cff', 'yaml'],
    ['.devcontainer.json', 'json'],
    ['src/x/__init__.py', 'python'],
    ['docs/INDEX.MD', 'markdown'],
    ['LICENSE', 'plain'],
    ['notes.txt', 'plain'],
    ['docs/index.rst', 'rest'],
    ['run.sh', 'shell'],
    ['app.ini', 'settings'],
    ['tox.ini', undefined],
    ['table.csv', 'table'],
    ['Dockerfile', undefined],
    ['.toml', undefined],
    ['configs/a.yaml', undefined],
  ])('of %s is %s', (path, format) => {
    expect(textFormatOf(path)).toBe(format);
  });

  it('is plain where the author says so and there is no encoder, and never where a reader would act on it', () => {
    expect(['main.go', 'app.ini', 'a.py', 'Dockerfile', '.github/workflows/a.yml'].map((path) => textFormatOf(path, 'as-is'))).toEqual([
      'plain',
      'plain',
      'python',
      undefined,
      undefined,
    ]);
  });
});
