import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { encodeText } from '../../../../generators/pipeline/template/text/encode.js';
import { anyText, wholeOf } from './any_text.js';

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
});
