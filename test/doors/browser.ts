import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome'];
const INSTALL = 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium';

/** A browser of this machine; where it has none and we may, Debian's is installed. */
function browserProgram(): string {
  const found = findProgram();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0) {
    try {
      execFileSync('sh', ['-c', INSTALL], { stdio: 'pipe' });
    } catch {
      // What follows says how.
    }
  }
  const installed = findProgram();
  if (installed === undefined) throw new Error(`This test needs Chromium. Install it, as root: ${INSTALL}`);
  return installed;
}

function findProgram(): string | undefined {
  return PROGRAMS.find((name) => {
    try {
      execFileSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly entry?: { readonly text: string }; readonly exceptionDetails?: object };
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Chromium with one page, driven over its pipe: messages in JSON, each with a zero byte after it. */
export class Browser {
  readonly #home = mkdtempSync(join(tmpdir(), 'mlops-browser-'));
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #events: ((message: Message) => void)[] = [];
  /** What the page complained of: errors of scripts, and what its policy forbade. */
  readonly complaints: string[] = [];
  #last = 0;
  #session: string | undefined;

  private constructor() {
    const options = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars'];
    const args = [...options, `--user-data-dir=${this.#home}`, '--remote-debugging-pipe', 'about:blank'];
    this.#process = spawn(browserProgram(), args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    let rest = '';
    (this.#process.stdio[4] as Readable).setEncoding('utf8').on('data', (text: string) => {
      const messages = (rest + text).split('\0');
      rest = messages.pop() ?? '';
      for (const message of messages) this.#receive(JSON.parse(message) as Message);
    });
  }

  static async start(): Promise<Browser> {
    const browser = new Browser();
    const { targetInfos } = (await browser.#send('Target.getTargets')) as { targetInfos: { type: string; targetId: string }[] };
    const page = targetInfos.find(({ type }) => type === 'page')?.targetId;
    const { sessionId } = (await browser.#send('Target.attachToTarget', { targetId: page, flatten: true })) as { sessionId: string };
    browser.#session = sessionId;
    for (const domain of ['Page', 'Runtime', 'Log']) await browser.#send(`${domain}.enable`);
    return browser;
  }

  /** Opens a page in a window of a size; without scripts where that is asked for. */
  async open(address: string, { width, height, scripts = true }: { width: number; height: number; scripts?: boolean }): Promise<void> {
    await this.#send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 600 });
    await this.#send('Emulation.setScriptExecutionDisabled', { value: !scripts });
    const loaded = new Promise<void>((resolve) => {
      this.#events.push(({ method }) => method === 'Page.loadEventFired' && resolve());
    });
    await this.#send('Page.navigate', { url: address });
    await loaded;
  }

  /** Dark or light, as a person has set it. */
  async prefer(scheme: 'dark' | 'light'): Promise<void> {
    await this.#send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
  }

  /** What an expression is in the page. */
  async evaluate(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = (await this.#send('Runtime.evaluate', { expression, returnByValue: true })) as {
      readonly result: { readonly value?: unknown };
      readonly exceptionDetails?: { readonly exception?: { readonly description?: string } };
    };
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? 'The page threw');
    return result.value;
  }

  /** Clicks the middle of the first element that a selector finds. */
  async click(selector: string): Promise<void> {
    const middle = (await this.evaluate(`(() => {
      const element = document.querySelector(${JSON.stringify(selector)});
      element.scrollIntoView({ block: 'center', inline: 'center' });
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    })()`)) as { x: number; y: number };
    for (const type of ['mousePressed', 'mouseReleased']) {
      await this.#send('Input.dispatchMouseEvent', { type, ...middle, button: 'left', clickCount: 1 });
    }
  }

  async type(text: string): Promise<void> {
    await this.#send('Input.insertText', { text });
  }

  /** Takes a picture; gives its bytes, and keeps it where a path is given. */
  async picture(file?: string): Promise<Buffer> {
    const { data } = (await this.#send('Page.captureScreenshot', { format: 'png' })) as { data: string };
    const bytes = Buffer.from(data, 'base64');
    if (file !== undefined) writeFileSync(file, bytes);
    return bytes;
  }

  async print(): Promise<Buffer> {
    const { data } = (await this.#send('Page.printToPDF', { preferCSSPageSize: true })) as { data: string };
    return Buffer.from(data, 'base64');
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    void this.#send('Browser.close').catch(() => undefined);
    await ended;
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }

  #receive(message: Message): void {
    const { id, method, params } = message;
    if (id !== undefined) this.#waiting.get(id)?.(message);
    if (method === 'Log.entryAdded') this.complaints.push(params?.entry?.text ?? '');
    if (method === 'Runtime.exceptionThrown') this.complaints.push(JSON.stringify(params?.exceptionDetails));
    for (const event of this.#events) event(message);
  }

  #send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = ++this.#last;
    const session = this.#session === undefined ? {} : { sessionId: this.#session };
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => (error === undefined ? resolve(result ?? {}) : reject(new Error(error.message))));
      (this.#process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    });
  }
}
